#include "base/crypto/sealed_stream.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <vector>

namespace {

using base::Bytes;
using base::bytes_of;
using base::ProblemCode;
using base::SeededRandom;
using base::crypto::OpeningStream;
using base::crypto::SealingKey;
using base::crypto::SealingStream;

SealingKey key_of(std::uint64_t seed) {
    SeededRandom random(seed);
    return SealingKey::generate(random);
}

class ThreePieces : public ::testing::Test {
protected:
    ThreePieces() {
        pieces_.push_back(sealing_.seal(bytes_of("first"), bytes_of("head"), false));
        pieces_.push_back(sealing_.seal(bytes_of("second"), {}, false));
        pieces_.push_back(sealing_.seal(bytes_of("third"), {}, true));
    }
    SealingKey key_ = key_of(1);
    SealingStream sealing_{key_};
    std::vector<Bytes> pieces_;
};

RC_GTEST_PROP(SealedStream, opens_what_it_sealed_and_tells_the_last, (const std::vector<Bytes>& pieces)) {
    const SealingKey key = key_of(3);
    SealingStream sealing(key);
    std::vector<Bytes> sealed;
    for (std::size_t index = 0; index < pieces.size(); ++index) {
        sealed.push_back(sealing.seal(pieces[index], {}, index + 1 == pieces.size()));
    }
    OpeningStream opening(key, sealing.head());
    for (std::size_t index = 0; index < pieces.size(); ++index) {
        const auto piece = opening.open(sealed[index], {});
        RC_ASSERT(piece.has_value());
        RC_ASSERT(piece->plain == pieces[index]);
        RC_ASSERT(piece->last == (index + 1 == pieces.size()));
    }
}

TEST_F(ThreePieces, do_not_open_in_another_order_or_with_one_left_out_or_repeated) {
    OpeningStream from_the_second(key_, sealing_.head());
    EXPECT_EQ(from_the_second.open(pieces_[1], {}).error().code, ProblemCode::data_damaged);
    OpeningStream skipping(key_, sealing_.head());
    ASSERT_TRUE(skipping.open(pieces_[0], bytes_of("head")).has_value());
    EXPECT_FALSE(skipping.open(pieces_[2], {}).has_value());
    OpeningStream repeating(key_, sealing_.head());
    ASSERT_TRUE(repeating.open(pieces_[0], bytes_of("head")).has_value());
    EXPECT_FALSE(repeating.open(pieces_[0], bytes_of("head")).has_value());
}

TEST_F(ThreePieces, do_not_open_changed_or_shortened_or_beside_another_head_or_key) {
    for (std::size_t index = 0; index < pieces_[0].size(); ++index) {
        Bytes changed = pieces_[0];
        changed[index] ^= 1U;
        OpeningStream opening(key_, sealing_.head());
        EXPECT_FALSE(opening.open(changed, bytes_of("head")).has_value()) << index;
        OpeningStream again(key_, sealing_.head());
        EXPECT_FALSE(again.open(base::ByteView(pieces_[0]).first(index), bytes_of("head")).has_value());
    }
    OpeningStream other_head(key_, sealing_.head());
    EXPECT_FALSE(other_head.open(pieces_[0], bytes_of("hand")).has_value());
    OpeningStream other_key(key_of(2), sealing_.head());
    EXPECT_FALSE(other_key.open(pieces_[0], bytes_of("head")).has_value());
}

}  // namespace
