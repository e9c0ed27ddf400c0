#include "document/zip_archive.hpp"

#include <gtest/gtest.h>

namespace {

using namespace document;

base::Bytes two_files() {
    return zip_of(
        {{"a.txt", base::copy_of("one")}, {"folder/б.txt", base::copy_of(std::string(100'000, 'x'))}});
}

std::string refusal(const base::Result<ZipReader>& opened) {
    return opened ? "" : opened.error().fields.at(0).rule;
}
std::string refusal(const base::Result<std::string>& read) {
    return read ? "" : read.error().fields.at(0).field + ":" + read.error().fields.at(0).rule;
}

TEST(ZipArchive, gives_back_what_was_put_in_and_is_the_same_each_time) {
    const base::Bytes bytes = two_files();
    EXPECT_EQ(bytes, two_files());
    EXPECT_LT(bytes.size(), 1000U);
    auto reader = ZipReader::open(bytes);
    ASSERT_TRUE(reader);
    EXPECT_TRUE(reader->has("a.txt"));
    EXPECT_FALSE(reader->has("A.txt"));
    EXPECT_EQ(reader->read("a.txt").value(), "one");
    EXPECT_EQ(reader->read("folder/б.txt").value().size(), 100'000U);
    EXPECT_EQ(refusal(reader->read("b.txt")), "b.txt:part_missing");
}

TEST(ZipArchive, unpacks_no_more_than_is_allowed) {
    const base::Bytes bytes = two_files();
    ZipLimits limits;
    limits.entry_bytes_most = 99'999;
    auto reader = ZipReader::open(bytes, limits);
    ASSERT_TRUE(reader);
    EXPECT_EQ(refusal(reader->read("folder/б.txt")), "folder/б.txt:too_large");
    limits = {};
    limits.all_bytes_most = 150'000;
    auto twice = ZipReader::open(bytes, limits);
    ASSERT_TRUE(twice);
    EXPECT_TRUE(twice->read("folder/б.txt"));
    EXPECT_EQ(refusal(twice->read("folder/б.txt")), "folder/б.txt:too_large");
    limits = {};
    limits.entries_most = 1;
    EXPECT_EQ(refusal(ZipReader::open(bytes, limits)), "too_many_entries");
    limits = {};
    limits.packed_bytes_most = 10;
    EXPECT_EQ(refusal(ZipReader::open(bytes, limits)), "too_large");
}

TEST(ZipArchive, refuses_what_is_none_or_damaged) {
    EXPECT_EQ(refusal(ZipReader::open(base::bytes_of(""))), "not_a_zip");
    EXPECT_EQ(refusal(ZipReader::open(base::bytes_of("PK\x03\x04 and nothing"))), "not_a_zip");
    base::Bytes bytes = two_files();
    base::Bytes cut(bytes.begin(), bytes.end() - 10);
    EXPECT_EQ(refusal(ZipReader::open(cut)), "not_a_zip");
    for (std::size_t at = 95; at < 110; ++at) bytes[at] ^= 0xff;  // inside the second file
    auto reader = ZipReader::open(bytes);
    const bool read = reader && reader->read("a.txt") && reader->read("folder/б.txt");
    EXPECT_FALSE(read);
}

}  // namespace
