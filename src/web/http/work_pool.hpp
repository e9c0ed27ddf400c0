#pragma once
// A fixed number of threads and a bounded queue before them, in two lanes: slow work never takes more than
// its share of the threads and of the queue, so that a flood of it leaves room for everything else. Promise:
// what was taken is run, also while the pool ends; what would wait behind too many others is not taken.
// Thread rule: offer() from any thread, start() and the end from the one that owns the pool.

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace web::http {

enum class Lane { ordinary, slow };

class WorkPool {
public:
    // Of the threads, the slow lane gets a quarter, at least one; each lane has a queue of its own.
    WorkPool(std::size_t threads, std::size_t waiting_max);
    ~WorkPool() { finish(); }
    WorkPool(const WorkPool&) = delete;
    WorkPool& operator=(const WorkPool&) = delete;

    void start();
    void finish();  // waits for what was taken
    // False when every thread of the lane is busy and as many jobs wait as may. A job does not throw.
    bool offer(std::function<void()> job, Lane lane = Lane::ordinary);

    // For how long there has been work and none was finished; zero while there is none.
    std::chrono::microseconds stands_still_for() const;

private:
    struct Queue {
        std::size_t threads_max = 0;
        std::size_t taken = 0;  // waiting and running
        std::size_t running = 0;
        std::deque<std::function<void()>> waiting;

        bool can_run() const { return running < threads_max && !waiting.empty(); }
    };

    void work();
    Queue* next();  // the lane whose turn it is; none when nothing may run
    std::size_t taken() const { return lanes_[0].taken + lanes_[1].taken; }
    Queue& of(Lane lane) { return lanes_[static_cast<std::size_t>(lane)]; }

    const std::size_t threads_max_;
    const std::size_t waiting_max_;
    mutable std::mutex guard_;
    std::condition_variable changed_;
    std::array<Queue, 2> lanes_;
    bool slow_is_next_ = false;  // the lanes take turns, so that neither waits for the other to be empty
    std::chrono::steady_clock::time_point got_on_at_;  // a job done, or taken when there was none
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace web::http
