#pragma once
// A fixed number of threads and a bounded queue before them. Promise: what was taken is run, also while the
// pool ends; what would wait behind too many others is not taken. Thread rule: offer() from any thread,
// start() and the end from the one that owns the pool.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace web::http {

class WorkPool {
public:
    WorkPool(std::size_t threads, std::size_t waiting_max)
        : threads_max_(threads), waiting_max_(waiting_max) {}
    ~WorkPool() { finish(); }
    WorkPool(const WorkPool&) = delete;
    WorkPool& operator=(const WorkPool&) = delete;

    void start();
    void finish();  // waits for what was taken
    // False when every thread is busy and as many jobs wait as may. A job does not throw.
    bool offer(std::function<void()> job);

private:
    void work();

    const std::size_t threads_max_;
    const std::size_t waiting_max_;
    std::mutex guard_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    std::size_t taken_ = 0;  // waiting and running
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace web::http
