#include "cli/program.hpp"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

int main(int argument_count, char** arguments) {
    try {
        const base::SystemClock clock;
        const cli::World world{.in = std::cin,
                               .out = std::cout,
                               .err = std::cerr,
                               .environment = [](const std::string& name) -> std::optional<std::string> {
                                   const char* text = std::getenv(name.c_str());
                                   if (text == nullptr) return std::nullopt;
                                   return text;
                               },
                               .clock = clock};
        return cli::run(std::vector<std::string>(arguments + 1, arguments + argument_count), world);
    } catch (const std::exception& mistake) {
        // What a library says about a failing world; it has seen no person's data yet or any more.
        std::cerr << "waymark: 500.1 internal\n  " << mistake.what() << "\n";
        return 70;
    }
}
