#include "guard/program_token.hpp"

#include "base/encoding.hpp"

#include <algorithm>
#include <utility>

namespace guard {

namespace {

constexpr std::string_view kPrefix = "wm_";
constexpr std::size_t kSecretSize = 32;
constexpr std::size_t kCheckSize = 4;  // together 36 bytes, which base64url writes without a remainder
constexpr std::size_t kTextSize = 3 + 48;

// Without a key: who scans for leaked secrets may reckon it too.
base::Bytes check_of(base::ByteView secret) {
    base::crypto::Hasher hasher;
    hasher.add_field(base::bytes_of("waymark.program_token.check"));
    hasher.add_field(secret);
    const auto digest = hasher.finish();
    return {digest.begin(), digest.begin() + kCheckSize};
}

}  // namespace

base::Secret<std::string> token_text_of(base::ByteView raw) {
    base::Bytes all(raw.begin(), raw.end());
    const base::Bytes check = check_of(raw);
    all.insert(all.end(), check.begin(), check.end());
    const base::Secret<base::Bytes> secret(std::move(all));
    return base::Secret<std::string>(std::string(kPrefix) + base::to_base64url(secret.expose()));
}

base::Secret<std::string> make_token_text(base::RandomSource& random) {
    base::Bytes raw(kSecretSize);
    random.fill(raw);
    const base::Secret<base::Bytes> secret(std::move(raw));
    return token_text_of(secret.expose());
}

base::Result<base::crypto::Digest> token_hash_of(const KeyRing& keys, std::string_view text) {
    const base::Problem not_one = base::problem(base::ProblemCode::invalid_input, "not a token");
    if (text.size() != kTextSize || !text.starts_with(kPrefix)) return base::fail(not_one);
    auto decoded = base::from_base64url(text.substr(kPrefix.size()));
    if (!decoded || decoded->size() != kSecretSize + kCheckSize) return base::fail(not_one);
    const base::Secret<base::Bytes> all(*std::move(decoded));
    const base::ByteView bytes(all.expose());
    const base::ByteView raw = bytes.first(kSecretSize);
    if (!std::ranges::equal(bytes.subspan(kSecretSize), check_of(raw))) return base::fail(not_one);
    base::crypto::Hasher hasher(keys.lookup_key());
    hasher.add_field(base::bytes_of("program_token"));
    hasher.add_field(raw);
    return hasher.finish();
}

}  // namespace guard
