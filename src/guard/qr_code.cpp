#include "guard/qr_code.hpp"

#include <qrencode.h>

#include <cstddef>
#include <memory>
#include <stdexcept>

namespace guard {

namespace {

constexpr int kQuietZone = 4;  // modules of white that readers need around it

}  // namespace

std::string qr_svg(std::string_view text) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()),
                          0, QR_ECLEVEL_M),
        &QRcode_free);
    if (!code) throw std::length_error("does not fit in a QR code");
    std::string path;
    for (int row = 0; row < code->width; ++row) {
        for (int column = 0; column < code->width; ++column) {
            const auto index = static_cast<std::size_t>(row) * static_cast<std::size_t>(code->width) +
                               static_cast<std::size_t>(column);
            if ((code->data[index] & 1U) == 0) continue;
            path += "M" + std::to_string(column + kQuietZone) + " " + std::to_string(row + kQuietZone) +
                    "h1v1h-1z";
        }
    }
    const std::string size = std::to_string(code->width + 2 * kQuietZone);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size +
           "\" width=\"240\" height=\"240\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" +
           size + "v" + size + "H0z\"/><path fill=\"#000\" d=\"" + path + "\"/></svg>";
}

}  // namespace guard
