#include "document/pdf_completion.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <stdexcept>

namespace document {

namespace {

[[noreturn]] void not_as_expected(std::string_view what) {
    throw std::logic_error(fmt::format("the PDF that Cairo wrote has no {}", what));
}

struct Changed {
    std::size_t number;
    std::string object;  // from "N 0 obj" to "endobj"
};

class Completer {
public:
    Completer(std::string pdf, const PdfCompletion& completion)
        : pdf_(std::move(pdf)), completion_(completion) {}

    std::string run() {
        std::map<std::string, std::size_t> seen;
        std::size_t catalogs = 0;
        each_dictionary("<< /Type /StructElem", [&](std::size_t number, std::string_view object) {
            const std::string tag = name_after(object, "/S /");
            const auto extras = completion_.extras.find(tag);
            if (extras == completion_.extras.end()) return;
            const std::size_t index = seen[tag]++;
            if (index >= extras->second.size()) not_as_expected(tag);
            change(number, object, extras->second[index]);
        });
        for (const auto& [tag, extras] : completion_.extras) {
            if (seen[tag] != extras.size()) not_as_expected(tag);
        }
        each_dictionary("<< /Type /Page ", [&](std::size_t number, std::string_view object) {
            change(number, object, "/Tabs /S");
        });
        each_dictionary("<< /Type /Catalog", [&](std::size_t number, std::string_view object) {
            ++catalogs;
            const bool mirrored = completion_.direction == Direction::right_to_left;
            change(number, object,
                   fmt::format("/Lang {} /ViewerPreferences << /DisplayDocTitle true /Direction /{} >>",
                               pdf_text_string(completion_.language), mirrored ? "R2L" : "L2R"));
        });
        if (catalogs != 1) not_as_expected("catalog");
        return pdf_ + appended();
    }

private:
    static std::string name_after(std::string_view object, std::string_view key) {
        const std::size_t at = object.find(key);
        if (at == std::string_view::npos) return {};
        const std::size_t from = at + key.size();
        return std::string(object.substr(from, object.find_first_of(" \n/", from) - from));
    }

    // Objects whose dictionary begins so; those of Cairo stand on lines of their own.
    template <class Use>
    void each_dictionary(std::string_view begin, const Use& use) const {
        const std::string marker = fmt::format(" 0 obj\n{}", begin);
        for (std::size_t at = pdf_.find(marker); at != std::string::npos; at = pdf_.find(marker, at + 1)) {
            const std::size_t line = pdf_.rfind('\n', at) + 1;
            const std::size_t end = pdf_.find("\nendobj", at);
            if (end == std::string::npos) not_as_expected("end of an object");
            use(whole(pdf_, line), std::string_view(pdf_).substr(line, end - line));
        }
    }
    static std::size_t whole(std::string_view text, std::size_t at) {
        std::size_t value = 0;
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), value);
        if (error != std::errc{}) not_as_expected("number of an object");
        return value;
    }
    void change(std::size_t number, std::string_view object, const std::string& entries) {
        const std::size_t close = object.rfind(">>");
        if (close == std::string_view::npos) not_as_expected("dictionary");
        changed_.push_back({number, fmt::format("{}   {}\n>>\nendobj\n", object.substr(0, close), entries)});
    }

    std::string after(std::string_view key) const {
        const std::size_t trailer = pdf_.rfind("trailer");
        const std::size_t at = pdf_.find(key, trailer == std::string::npos ? 0 : trailer);
        if (trailer == std::string::npos || at == std::string::npos) not_as_expected("trailer");
        const std::size_t from = at + key.size();
        return pdf_.substr(from, pdf_.find_first_of("\n/>", from) - from);
    }

    std::string appended() const {
        std::string out;
        std::string places = "xref\n";
        for (const Changed& changed : changed_) {
            places += fmt::format("{} 1\n{:010} 00000 n \n", changed.number, pdf_.size() + out.size());
            out += changed.object;
        }
        const std::size_t table = pdf_.size() + out.size();
        return out + places +
               fmt::format(
                   "trailer\n<< /Size {}\n   /Root {}\n   /Info {}\n   /Prev {}\n>>\nstartxref\n{}\n%%EOF\n",
                   after("/Size "), after("/Root "), after("/Info "), after("startxref\n"), table);
    }

    std::string pdf_;
    const PdfCompletion& completion_;
    std::vector<Changed> changed_;
};

// Of valid UTF-8.
std::uint32_t code_point_at(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t index) { return static_cast<std::uint8_t>(text[index]); };
    const std::uint8_t lead = byte(at);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    std::uint32_t value = length == 1 ? lead : lead & (0xffU >> (length + 1));
    for (std::size_t index = 1; index < length && at + index < text.size(); ++index) {
        value = value << 6 | (byte(at + index) & 0x3fU);
    }
    at += length;
    return value;
}

}  // namespace

std::string pdf_text_string(std::string_view utf8) {
    std::string out = "<FEFF";
    for (std::size_t at = 0; at < utf8.size();) {
        const std::uint32_t value = code_point_at(utf8, at);
        if (value < 0x10000) {
            out += fmt::format("{:04X}", value);
        } else {
            out += fmt::format("{:04X}{:04X}", 0xd800 + ((value - 0x10000) >> 10),
                               0xdc00 + ((value - 0x10000) & 0x3ff));
        }
    }
    return out + ">";
}

std::string completed_pdf(std::string pdf, const PdfCompletion& completion) {
    return Completer(std::move(pdf), completion).run();
}

}  // namespace document
