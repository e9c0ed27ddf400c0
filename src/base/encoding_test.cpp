#include "base/encoding.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace {

using base::bytes_of;
using base::text_of;

struct Vector {
    const char* plain;
    const char* base32;
    const char* base64url;
};

TEST(Encoding, gives_the_vectors_of_rfc_4648_section_10_without_padding) {
    for (const Vector& vector :
         {Vector{"", "", ""}, Vector{"f", "MY", "Zg"}, Vector{"fo", "MZXQ", "Zm8"},
          Vector{"foo", "MZXW6", "Zm9v"}, Vector{"foob", "MZXW6YQ", "Zm9vYg"},
          Vector{"fooba", "MZXW6YTB", "Zm9vYmE"}, Vector{"foobar", "MZXW6YTBOI", "Zm9vYmFy"}}) {
        EXPECT_EQ(base::to_base32(bytes_of(vector.plain)), vector.base32);
        EXPECT_EQ(base::to_base64url(bytes_of(vector.plain)), vector.base64url);
        EXPECT_EQ(text_of(base::from_base32(vector.base32).value()), vector.plain);
        EXPECT_EQ(text_of(base::from_base64url(vector.base64url).value()), vector.plain);
    }
    EXPECT_EQ(base::to_hex(bytes_of("foobar")), "666f6f626172");
}

TEST(Encoding, uses_the_url_alphabet) {
    EXPECT_EQ(base::to_base64url(base::Bytes{0xFB, 0xFF, 0xFE}), "-__-");
    EXPECT_FALSE(base::from_base64url("+//+").has_value());
}

TEST(Encoding, refuses_padding_spaces_stray_bits_and_half_bytes) {
    for (const char* text : {"Zg==", "Zg ", "Zh", "Z", "Zm9vY"})
        EXPECT_FALSE(base::from_base64url(text).has_value()) << text;
    for (const char* text : {"MY======", "my", "MZ", "M", "MZX", "MZXW6Y"}) {
        EXPECT_FALSE(base::from_base32(text).has_value()) << text;
    }
    for (const char* text : {"6", "6F", "6g", " 66"}) EXPECT_FALSE(base::from_hex(text).has_value()) << text;
}

TEST(Encoding, reads_crockford_as_people_type_it) {
    const std::string written = base::to_crockford(base::Bytes{0x08, 0x42, 0x00});
    EXPECT_EQ(written, "11100");
    EXPECT_EQ(base::from_crockford("il1-oO").value(), (base::Bytes{0x08, 0x42, 0x00}));
    EXPECT_FALSE(base::from_crockford("U0").has_value());
}

RC_GTEST_PROP(Encoding, reads_back_what_it_writes, (const base::Bytes& bytes)) {
    RC_ASSERT(base::from_hex(base::to_hex(bytes)).value() == bytes);
    RC_ASSERT(base::from_base32(base::to_base32(bytes)).value() == bytes);
    RC_ASSERT(base::from_base64url(base::to_base64url(bytes)).value() == bytes);
    RC_ASSERT(base::from_crockford(base::to_crockford(bytes)).value() == bytes);
}

RC_GTEST_PROP(Encoding, writes_back_what_it_reads, (const std::string& text)) {
    if (const auto bytes = base::from_hex(text)) RC_ASSERT(base::to_hex(*bytes) == text);
    if (const auto bytes = base::from_base32(text)) RC_ASSERT(base::to_base32(*bytes) == text);
    if (const auto bytes = base::from_base64url(text)) RC_ASSERT(base::to_base64url(*bytes) == text);
}

}  // namespace
