#pragma once
// The recovery key: what somebody needs to open a backup on another machine, and nothing else. Shown once, on
// paper from then on: eight groups of four letters or digits and a check letter, in an alphabet without I, L,
// O and U (Crockford), so that a mistake in copying is told by its group. Behind it are 160 random bits, from
// which the secret half of a box key is made; an installation keeps the public half only. Plain values.

#include "base/bytes.hpp"
#include "base/crypto/sealed_box.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace archive {

class RecoveryKey {
public:
    static constexpr std::size_t kSize = 20;
    static constexpr std::size_t kGroups = 8;
    static constexpr std::size_t kGroupLetters = 5;

    static RecoveryKey generate(base::RandomSource& random);
    // Forgives case, spaces, hyphens and line ends, and I, L, O read for 1, 1, 0. Problem: invalid_input,
    // with a field for each group that holds a mistake.
    static base::Result<RecoveryKey> from_text(std::string_view text);

    // "0J2K4-8PQR7-...", the groups in two lines.
    base::Secret<std::string> text() const;
    base::crypto::BoxKey box_key() const;

private:
    RecoveryKey() = default;
    base::Secret<std::array<std::uint8_t, kSize>> bytes_;
};

// 16 bytes that may lie open, to tell whether a backup was made for this key before anything is opened.
base::Bytes fingerprint_of(const base::crypto::BoxPublicKey& key);

}  // namespace archive
