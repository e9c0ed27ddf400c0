#include "web/http/work_pool.hpp"

namespace web::http {

void WorkPool::finish() {
    {
        const std::lock_guard lock(guard_);
        ending_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

void WorkPool::start() {
    while (threads_.size() < threads_max_) threads_.emplace_back([this] { work(); });
}

bool WorkPool::offer(std::function<void()> job) {
    {
        const std::lock_guard lock(guard_);
        if (ending_ || taken_ >= threads_max_ + waiting_max_) return false;
        ++taken_;
        waiting_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

void WorkPool::work() {
    for (;;) {
        std::function<void()> job;
        {
            std::unique_lock lock(guard_);
            changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            job = std::move(waiting_.front());
            waiting_.pop_front();
        }
        job();
        job = nullptr;  // what it holds goes before the next one may come
        const std::lock_guard lock(guard_);
        --taken_;
    }
}

}  // namespace web::http
