#include "base/crypto/sealed_stream.hpp"

#include "base/crypto/sodium.hpp"

namespace base::crypto {

namespace {

using State = crypto_secretstream_xchacha20poly1305_state;

State* state_in(std::array<std::uint8_t, sizeof(State)>& bytes) {
    return reinterpret_cast<State*>(bytes.data());
}

}  // namespace

static_assert(kStreamOverhead == crypto_secretstream_xchacha20poly1305_ABYTES);
static_assert(std::tuple_size_v<StreamHead> == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(SealingKey::kSize == crypto_secretstream_xchacha20poly1305_KEYBYTES);

StreamState::~StreamState() {
    wipe(state_.data(), state_.size());
}

SealingStream::SealingStream(const SealingKey& key) {
    make_sodium_ready();
    crypto_secretstream_xchacha20poly1305_init_push(state_in(state_), head_.data(), key.expose().data());
}

Bytes SealingStream::seal(ByteView piece, ByteView associated, bool last) {
    Bytes sealed(piece.size() + kStreamOverhead);
    crypto_secretstream_xchacha20poly1305_push(state_in(state_), sealed.data(), nullptr, piece.data(),
                                               piece.size(), associated.data(), associated.size(),
                                               last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                                    : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    return sealed;
}

OpeningStream::OpeningStream(const SealingKey& key, const StreamHead& head) {
    make_sodium_ready();
    crypto_secretstream_xchacha20poly1305_init_pull(state_in(state_), head.data(), key.expose().data());
}

Result<OpeningStream::Piece> OpeningStream::open(ByteView sealed, ByteView associated) {
    if (sealed.size() < kStreamOverhead) return fail(ProblemCode::data_damaged, "a piece too short");
    Piece piece{.plain = Bytes(sealed.size() - kStreamOverhead), .last = false};
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(state_in(state_), piece.plain.data(), nullptr, &tag,
                                                   sealed.data(), sealed.size(), associated.data(),
                                                   associated.size()) != 0) {
        return fail(ProblemCode::data_damaged, "a piece does not open");
    }
    piece.last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return piece;
}

}  // namespace base::crypto
