#pragma once
// The program run inside a test: a folder of its own, streams that can be read, no environment but the given.
// Tests only.

#include "cli/program.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace cli {

class ProgramTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "waymark-cli-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path data() const { return folder_ / "data"; }

    // Runs "waymark <arguments> --data <data>"; what it printed is in out() and err().
    int waymark(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--data", data().string()});
        return waymark_alone(arguments);
    }
    int waymark_alone(const std::vector<std::string>& arguments) {
        out_.str({});
        err_.str({});
        std::istringstream in(typed_);
        return run(arguments, {.in = in,
                               .out = out_,
                               .err = err_,
                               .environment = [this](const std::string& name) -> std::optional<std::string> {
                                   const auto found = environment_.find(name);
                                   if (found == environment_.end()) return std::nullopt;
                                   return found->second;
                               },
                               .clock = clock_});
    }
    std::string out() const { return out_.str(); }
    std::string err() const { return err_.str(); }

    void write_settings(const std::string& toml) {
        std::filesystem::create_directories(data());
        std::ofstream(data() / "waymark.toml") << toml;
    }

    std::filesystem::path folder_;
    std::map<std::string, std::string> environment_;
    std::string typed_;  // what the next command finds on its standard input
    base::ManualClock clock_{base::Time{1'800'000'000'000'000}};

private:
    std::ostringstream out_;
    std::ostringstream err_;
};

}  // namespace cli
