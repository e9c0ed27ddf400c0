#pragma once
// Catalogues of the survey's texts, read from ui/words as they are, for tests of what is said. Tests only.

#include "base/messages.hpp"

#include <deque>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace survey {

// `names`: "survey_sentence.json". In every language. The texts live as long as the process.
inline base::Messages words_for_test(std::span<const std::string_view> names) {
    static std::deque<std::string> kept;  // what the files refer to
    std::vector<base::EmbeddedFile> files;
    for (const base::Language language : base::all_languages()) {
        for (const std::string_view name : names) {
            const std::string& path =
                kept.emplace_back(std::string(base::kind_of(language).code) + "/" + std::string(name));
            std::ifstream file(WAYMARK_SOURCE_DIR "/ui/words/" + path);
            const std::string& text =
                kept.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
            files.push_back({path, text});
        }
    }
    auto messages = base::Messages::load(files);
    if (!messages) throw std::runtime_error(base::to_text(messages.error()));
    return *std::move(messages);
}

}  // namespace survey
