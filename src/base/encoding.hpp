#pragma once
// Bytes as text and back: hexadecimal, base32 and base64url (RFC 4648, without padding), and Crockford's
// base32, whose alphabet has no I, L, O, U, for pseudonyms that people read aloud and type. Decoders are
// strict, so that every byte string has exactly one text: no padding, no white space, no stray bits at the
// end. Only Crockford's forgives case, hyphens, and I, L, O read for 1, 1, 0, as its definition says. Problem
// of every decoder: invalid_input.

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>

namespace base {

std::string to_hex(ByteView bytes);
Result<Bytes> from_hex(std::string_view text);  // lower case only

std::string to_base32(ByteView bytes);
Result<Bytes> from_base32(std::string_view text);

std::string to_base64url(ByteView bytes);
Result<Bytes> from_base64url(std::string_view text);

std::string to_crockford(ByteView bytes);
Result<Bytes> from_crockford(std::string_view text);

}  // namespace base
