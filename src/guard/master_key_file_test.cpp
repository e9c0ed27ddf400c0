#include "guard/master_key_file.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace guard {
namespace {

using base::ProblemCode;
using base::crypto::SealingKey;

SealingKey some_key() {
    base::SeededRandom random(7);
    return SealingKey::generate(random);
}

class MasterKeyFile : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = testing::TempDir() + "waymark-key-XXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path path() const { return folder_ / "master.key"; }
    ProblemCode problem_reading() const {
        const auto key = read_master_key(path());
        return key ? ProblemCode::internal : key.error().code;
    }

    std::filesystem::path folder_;
};

TEST_F(MasterKeyFile, reads_back_what_was_written_with_mode_0600_whatever_the_umask) {
    for (const mode_t mask : {0000, 0077, 0277}) {
        const mode_t before = ::umask(mask);
        const auto written = write_master_key(path(), some_key());
        ::umask(before);
        ASSERT_TRUE(written);
        struct stat status = {};
        ASSERT_EQ(::stat(path().c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 07777U, 0600U);
        const auto key = read_master_key(path());
        ASSERT_TRUE(key);
        EXPECT_TRUE(std::ranges::equal(key->expose(), some_key().expose()));
        std::filesystem::remove(path());
    }
}

TEST_F(MasterKeyFile, is_never_written_over_another) {
    ASSERT_TRUE(write_master_key(path(), some_key()));
    base::SeededRandom random(8);
    const auto again = write_master_key(path(), SealingKey::generate(random));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ProblemCode::already_exists);
    EXPECT_TRUE(std::ranges::equal(read_master_key(path())->expose(), some_key().expose()));
}

TEST_F(MasterKeyFile, is_refused_when_others_may_read_it) {
    ASSERT_TRUE(write_master_key(path(), some_key()));
    for (const mode_t mode : {0640, 0604, 0666, 0400, 0700}) {
        ASSERT_EQ(::chmod(path().c_str(), mode), 0);
        EXPECT_EQ(problem_reading(), ProblemCode::invalid_file);
    }
}

TEST_F(MasterKeyFile, is_refused_when_missing_of_another_size_or_no_file) {
    EXPECT_EQ(problem_reading(), ProblemCode::not_found);
    std::ofstream(path()) << "too short";
    ASSERT_EQ(::chmod(path().c_str(), 0600), 0);
    EXPECT_EQ(problem_reading(), ProblemCode::invalid_file);
    std::filesystem::remove(path());
    ASSERT_TRUE(write_master_key(folder_ / "real.key", some_key()));
    std::filesystem::create_symlink(folder_ / "real.key", path());
    EXPECT_EQ(problem_reading(), ProblemCode::invalid_file);
    std::filesystem::remove(path());
    ASSERT_EQ(::mkfifo(path().c_str(), 0600), 0);
    EXPECT_EQ(problem_reading(), ProblemCode::invalid_file);
}

TEST_F(MasterKeyFile, says_that_the_folder_is_missing) {
    const auto written = write_master_key(folder_ / "nowhere" / "master.key", some_key());
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ProblemCode::not_found);
}

}  // namespace
}  // namespace guard
