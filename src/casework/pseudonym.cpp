#include "casework/pseudonym.hpp"

#include <cctype>
#include <cstddef>

namespace casework {
namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's base 32
constexpr std::size_t kLength = 8;

// Weighted by odd numbers, so that a wrong letter and (but for letters sixteen apart) a swap of neighbours
// shows.
char check_letter(std::string_view letters) {
    std::size_t sum = 0;
    for (std::size_t place = 0; place < letters.size(); ++place) {
        sum += kLetters.find(letters[place]) * (2 * place + 1);
    }
    return kLetters[sum % kLetters.size()];
}

char normal_letter(char letter) {
    const char upper = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    if (upper == 'O') return '0';
    if (upper == 'I' || upper == 'L') return '1';
    return upper;
}

std::string with_hyphen(std::string letters) {
    return letters.insert(kLength / 2, "-");
}

}  // namespace

std::string make_pseudonym(base::RandomSource& random) {
    std::string letters;
    while (letters.size() < kLength - 1) letters += kLetters[random.below(kLetters.size())];
    letters += check_letter(letters);
    return with_hyphen(std::move(letters));
}

base::Result<std::string> read_pseudonym(std::string_view text) {
    const auto refused = base::fail(base::invalid_field("pseudonym", "not_a_pseudonym", "7KQ4-M2FX"));
    std::string letters;
    for (const char raw : text) {
        if (raw == ' ' || raw == '-') continue;
        const char letter = normal_letter(raw);
        if (kLetters.find(letter) == std::string_view::npos || letters.size() == kLength) return refused;
        letters += letter;
    }
    if (letters.size() != kLength) return refused;
    if (check_letter(std::string_view(letters).substr(0, kLength - 1)) != letters.back()) return refused;
    return with_hyphen(std::move(letters));
}

}  // namespace casework
