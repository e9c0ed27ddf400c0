#include "cli/open_files.hpp"

#include <sys/resource.h>

#include <gtest/gtest.h>

namespace {

TEST(OpenFiles, leave_room_for_the_database) {
    EXPECT_EQ(cli::connections_within(2048, 1024), 1024U);
    EXPECT_EQ(cli::connections_within(1024, 1024), 896U);
    EXPECT_EQ(cli::connections_within(64, 1024), 16U);
}

TEST(OpenFiles, are_raised_as_far_as_they_may_be) {
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit low = before;
    low.rlim_cur = 256;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &low), 0);
    EXPECT_EQ(cli::raise_open_files(512), 512U);
    EXPECT_EQ(cli::raise_open_files(400), 512U) << "never lowered";
    EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
}

}  // namespace
