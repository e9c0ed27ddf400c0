#include "archive/recovery_key.hpp"

#include "base/crypto/keyed_hash.hpp"
#include "base/encoding.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace archive {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLetters = RecoveryKey::kGroups * RecoveryKey::kGroupLetters;
constexpr std::size_t kDataLetters = RecoveryKey::kGroupLetters - 1;
constexpr int kNoLetter = -1;

// In the field of 32 elements (x^5 + x^2 + 1).
unsigned times(unsigned one, unsigned other) {
    unsigned product = 0;
    for (; other != 0; other >>= 1U) {
        if ((other & 1U) != 0) product ^= one;
        one <<= 1U;
        if ((one & 32U) != 0) one ^= 37U;
    }
    return product;
}

// Every place has a factor of its own, so that one wrong letter, or two that changed places, always show; so
// do two groups that changed places, by their numbers.
unsigned check_of(std::size_t group, const unsigned* letters) {
    unsigned check = static_cast<unsigned>(group) + 1;
    unsigned factor = 2;
    for (std::size_t index = 0; index < kDataLetters; ++index) {
        check ^= times(letters[index], factor);
        factor = times(factor, 2);
    }
    return check;
}

int letter_value(char letter) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    if (letter == 'O') letter = '0';
    if (letter == 'I' || letter == 'L') letter = '1';
    const std::size_t place = kAlphabet.find(letter);
    return place == std::string_view::npos ? kNoLetter : static_cast<int>(place);
}

base::Problem wrong_length(std::size_t letters) {
    return base::invalid_field("recovery_key", std::to_string(letters) + "_letters_and_digits",
                               "8 groups of 5 letters or digits, as they were shown");
}

}  // namespace

RecoveryKey RecoveryKey::generate(base::RandomSource& random) {
    std::array<std::uint8_t, kSize> raw{};
    random.fill(raw);
    RecoveryKey key;
    key.bytes_ = base::Secret(raw);
    base::wipe(raw.data(), raw.size());
    return key;
}

base::Result<RecoveryKey> RecoveryKey::from_text(std::string_view text) {
    std::vector<int> letters;
    for (const char letter : text) {
        if (letter == ' ' || letter == '-' || letter == '\n' || letter == '\r' || letter == '\t') continue;
        letters.push_back(letter_value(letter));
        if (letters.size() > kLetters) break;
    }
    if (letters.size() != kLetters) return base::fail(wrong_length(letters.size()));
    std::vector<base::FieldProblem> mistakes;
    std::string data;
    for (std::size_t group = 0; group < kGroups; ++group) {
        std::array<unsigned, kGroupLetters> of_group{};
        bool right = true;
        for (std::size_t index = 0; index < kGroupLetters; ++index) {
            const int value = letters[group * kGroupLetters + index];
            right = right && value != kNoLetter;
            of_group.at(index) = value == kNoLetter ? 0 : static_cast<unsigned>(value);
        }
        right = right && of_group[kDataLetters] == check_of(group, of_group.data());
        if (!right) mistakes.push_back({"group " + std::to_string(group + 1), "has_a_mistake", {}});
        for (std::size_t index = 0; index < kDataLetters; ++index) data += kAlphabet[of_group.at(index)];
    }
    if (!mistakes.empty()) return base::fail(base::invalid_fields(std::move(mistakes)));
    const base::Secret<std::string> held(std::move(data));
    auto bytes = base::from_crockford(held.expose());
    if (!bytes) return base::fail(std::move(bytes.error()));
    const base::Secret<base::Bytes> secret(std::move(*bytes));
    std::array<std::uint8_t, kSize> raw{};
    std::ranges::copy(secret.expose(), raw.begin());
    RecoveryKey key;
    key.bytes_ = base::Secret(raw);
    base::wipe(raw.data(), raw.size());
    return key;
}

base::Secret<std::string> RecoveryKey::text() const {
    const base::Secret<std::string> data(base::to_crockford(bytes_.expose()));
    std::string text;
    text.reserve(kLetters + kGroups);
    for (std::size_t group = 0; group < kGroups; ++group) {
        std::array<unsigned, kDataLetters> letters{};
        if (group > 0) text += group == kGroups / 2 ? '\n' : '-';
        for (std::size_t index = 0; index < kDataLetters; ++index) {
            const char letter = data.expose()[group * kDataLetters + index];
            letters.at(index) = static_cast<unsigned>(letter_value(letter));
            text += letter;
        }
        text += kAlphabet[check_of(group, letters.data())];
    }
    return base::Secret<std::string>(std::move(text));
}

base::crypto::BoxKey RecoveryKey::box_key() const {
    base::crypto::Hasher hasher;
    hasher.add_field(base::bytes_of("waymark.recovery.1"));
    hasher.add_field(bytes_.expose());
    const base::Secret<base::crypto::Digest> seed(hasher.finish());
    return std::move(base::crypto::BoxKey::from_seed(seed.expose()).value());
}

base::Bytes fingerprint_of(const base::crypto::BoxPublicKey& key) {
    base::crypto::Hasher hasher;
    hasher.add_field(base::bytes_of("waymark.recovery.fingerprint.1"));
    hasher.add_field(key);
    const base::crypto::Digest digest = hasher.finish();
    return {digest.begin(), digest.begin() + 16};
}

}  // namespace archive
