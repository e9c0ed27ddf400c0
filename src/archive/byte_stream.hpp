#pragma once
// Bytes one after another, to or from somewhere. Thread rule: one thread.

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace archive {

class ByteSink {
public:
    virtual ~ByteSink() = default;
    virtual base::Done write(base::ByteView bytes) = 0;
};

class ByteSource {
public:
    virtual ~ByteSource() = default;
    // How many bytes were read; 0 at the end only.
    virtual base::Result<std::size_t> read(std::span<std::uint8_t> into) = 0;
    virtual base::Done rewind() = 0;
};

}  // namespace archive
