#include "web/http/work_pool.hpp"

#include <algorithm>

namespace web::http {

WorkPool::WorkPool(std::size_t threads, std::size_t waiting_max)
    : threads_max_(threads), waiting_max_(waiting_max) {
    of(Lane::ordinary).threads_max = threads;
    of(Lane::slow).threads_max = std::max<std::size_t>(1, threads / 4);  // docs/decisions/0015
}

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

bool WorkPool::offer(std::function<void()> job, Lane lane) {
    {
        const std::lock_guard lock(guard_);
        Queue& queue = of(lane);
        if (ending_ || queue.taken >= queue.threads_max + waiting_max_) return false;
        if (taken() == 0) got_on_at_ = std::chrono::steady_clock::now();
        ++queue.taken;
        queue.waiting.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

WorkPool::Queue* WorkPool::next() {
    Queue& ordinary = of(Lane::ordinary);
    Queue& slow = of(Lane::slow);
    if (!slow.can_run()) return ordinary.can_run() ? &ordinary : nullptr;
    if (!ordinary.can_run()) return &slow;
    slow_is_next_ = !slow_is_next_;
    return slow_is_next_ ? &slow : &ordinary;
}

std::chrono::microseconds WorkPool::stands_still_for() const {
    const std::lock_guard lock(guard_);
    if (taken() == 0) return {};
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                 got_on_at_);
}

void WorkPool::work() {
    std::unique_lock lock(guard_);
    for (;;) {
        Queue* queue = next();
        if (queue == nullptr) {
            // What waits in a lane whose threads are all busy is run by those.
            if (ending_) return;
            changed_.wait(lock);
            continue;
        }
        std::function<void()> job = std::move(queue->waiting.front());
        queue->waiting.pop_front();
        ++queue->running;
        lock.unlock();
        job();
        job = nullptr;  // what it holds goes before the next one may come
        lock.lock();
        --queue->running;
        --queue->taken;
        got_on_at_ = std::chrono::steady_clock::now();
    }
}

}  // namespace web::http
