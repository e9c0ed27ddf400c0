#include "base/crypto/hmac_sha256.hpp"

#include "base/encoding.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using base::bytes_of;

std::string hex_of(const std::string& key, const std::string& message) {
    return base::to_hex(base::crypto::hmac_sha256(bytes_of(key), bytes_of(message)));
}

// RFC 4231, test cases 1, 2 and 6: a short key, a shorter one, and one longer than a block.
TEST(HmacSha256, is_that_of_rfc_4231) {
    EXPECT_EQ(hex_of(std::string(20, '\x0b'), "Hi There"),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hex_of("Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hex_of(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

}  // namespace
