#include "engines/estimation/share_out.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace estimation {

void share_out(std::size_t pieces, unsigned threads, const std::stop_token& stop,
               const std::function<void(std::size_t)>& piece) {
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> failed = false;
    std::exception_ptr problem;
    std::mutex mutex;
    const auto work = [&] {
        while (!stop.stop_requested() && !failed) {
            const std::size_t mine = next++;
            if (mine >= pieces) return;
            try {
                piece(mine);
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (!problem) problem = std::current_exception();
                failed = true;
            }
        }
    };
    {
        const std::size_t others = std::max<std::size_t>(1, std::min<std::size_t>(threads, pieces)) - 1;
        std::vector<std::jthread> crew;
        crew.reserve(others);
        for (std::size_t one = 0; one < others; ++one) crew.emplace_back(work);
        work();
    }
    if (problem) std::rethrow_exception(problem);
}

}  // namespace estimation
