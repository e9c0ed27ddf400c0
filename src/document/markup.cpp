#include "document/markup.hpp"

#include <fmt/format.h>

#include <cmath>

namespace document {

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char letter : text) {
        switch (letter) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: {
                const bool allowed =
                    static_cast<unsigned char>(letter) >= 0x20 || letter == '\n' || letter == '\t';
                if (allowed) out += letter;
            }
        }
    }
    return out;
}

std::string number(double value) {
    const double rounded = std::round(value * 100) / 100;
    std::string out = fmt::format("{:.2f}", rounded == 0 ? 0.0 : rounded);
    while (out.ends_with('0')) out.pop_back();
    if (out.ends_with('.')) out.pop_back();
    return out;
}

}  // namespace document
