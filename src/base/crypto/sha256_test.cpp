#include "base/crypto/sha256.hpp"

#include "base/encoding.hpp"

#include <gtest/gtest.h>

namespace base::crypto {
namespace {

TEST(Sha256, is_that_of_fips_180_4) {
    EXPECT_EQ(to_hex(sha256(bytes_of("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(sha256(bytes_of(""))),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace base::crypto
