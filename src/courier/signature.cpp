#include "courier/signature.hpp"

#include "base/crypto/hmac_sha256.hpp"
#include "base/encoding.hpp"

#include <algorithm>
#include <stdexcept>

namespace courier {

namespace {

constexpr std::string_view kPrefix = "whsec_";
constexpr std::size_t kSecretSize = 32;

// With the alphabet and the padding of RFC 4648, section 4, which receivers' libraries read.
std::string to_base64(base::ByteView bytes) {
    std::string text = base::to_base64url(bytes);
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

base::Secret<base::Bytes> bytes_of_secret(const base::Secret<std::string>& secret) {
    std::string text = secret.expose().substr(kPrefix.size());
    text.erase(std::ranges::find(text, '='), text.end());
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    auto bytes = base::from_base64url(text);
    base::wipe(text.data(), text.size());
    if (!bytes) throw std::logic_error("a secret that is no base64");
    return base::Secret<base::Bytes>(*std::move(bytes));
}

std::string signature_of(const base::Secret<std::string>& secret, std::string_view signed_text) {
    const auto bytes = bytes_of_secret(secret);
    return "v1," + to_base64(base::crypto::hmac_sha256(bytes.expose(), base::bytes_of(signed_text)));
}

}  // namespace

base::Secret<std::string> make_secret_text(base::RandomSource& random) {
    base::Bytes raw(kSecretSize);
    random.fill(raw);
    const base::Secret<base::Bytes> secret(std::move(raw));
    return base::Secret<std::string>(std::string(kPrefix) + to_base64(secret.expose()));
}

std::string signatures_of(const SigningSecrets& secrets, std::string_view id, std::int64_t timestamp,
                          std::string_view body) {
    std::string signed_text(id);
    signed_text += "." + std::to_string(timestamp) + ".";
    signed_text += body;
    std::string signatures = signature_of(secrets.present, signed_text);
    if (secrets.former) signatures += " " + signature_of(*secrets.former, signed_text);
    return signatures;
}

}  // namespace courier
