#include "survey/exchange/codebook.hpp"

#include <nlohmann/json.hpp>

namespace survey::exchange {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 2;

Json words(const Publication& publication, const std::function<std::string(const std::string&)>& in) {
    Json all = Json::object();
    for (const std::string& language : publication.languages) all[language] = in(language);
    return all;
}

}  // namespace

std::string codebook_json(const Publication& publication) {
    Json items = Json::array();
    for (std::size_t place = 0; place < publication.round->item_count(); ++place) {
        const Item& item = publication.round->item(place);
        Json options = Json::array();
        for (const Option& option : item.options) {
            options.push_back(
                {{"code", option.code}, {"labels", words(publication, [&](const std::string& language) {
                                             return publication.answer(language, item.id, option.code);
                                         })}});
        }
        items.push_back({{"item", item.id},
                         {"type", code_of(item.type)},
                         {"counts", code_of(item.metric)},
                         {"section", item.section},
                         {"unit", item.unit},
                         {"wording", words(publication,
                                           [&](const std::string& language) {
                                               return publication.question(language, item.id);
                                           })},
                         {"options", std::move(options)}});
    }
    const Json codebook{{"programme", publication.programme},
                        {"round", publication.round->label()},
                        {"synthetic", publication.synthetic},
                        {"items", std::move(items)}};
    return codebook.dump(kIndent) + "\n";
}

std::string snapshot_json(const Publication& publication) {
    const Json snapshot{{"programme", publication.programme},
                        {"owner", publication.owner},
                        {"round", publication.round->label()},
                        {"population", publication.round->population().count()},
                        {"replied", publication.round->replied().count()},
                        {"sha256", publication.snapshot},
                        {"frozen_at_microseconds", publication.frozen_at.microseconds()},
                        {"synthetic", publication.synthetic},
                        {"licence", publication.licence}};
    return snapshot.dump(kIndent) + "\n";
}

}  // namespace survey::exchange
