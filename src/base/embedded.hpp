#pragma once
// A data file carried inside the binary (cmake/embed.cmake): its path below the folder it was taken from, and
// its bytes, which live as long as the program.

#include <string_view>

namespace base {

struct EmbeddedFile {
    std::string_view path;
    std::string_view content;
};

}  // namespace base
