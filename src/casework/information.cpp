#include "casework/information.hpp"

#include <algorithm>
#include <utility>

namespace casework {
namespace {

bool all_in(const std::vector<std::string>& chosen, const std::vector<std::string>& list) {
    return std::ranges::all_of(
        chosen, [&](const std::string& code) { return std::ranges::find(list, code) != list.end(); });
}

}  // namespace

const std::vector<std::string>& information_topics() {
    static const std::vector<std::string> topics{"help_without_conditions",
                                                 "rights_and_choices",
                                                 "who_keeps_what",
                                                 "how_to_complain",
                                                 "asylum",
                                                 "justice"};
    return topics;
}

const std::vector<std::string>& information_forms() {
    static const std::vector<std::string> forms{"spoken", "leaflet", "video", "telephone_number"};
    return forms;
}

const std::vector<std::string>& owed_topics() {
    static const std::vector<std::string> topics{"help_without_conditions", "rights_and_choices",
                                                 "who_keeps_what", "how_to_complain"};
    return topics;
}

base::Done check_information(const InformationGiven& information) {
    std::vector<base::FieldProblem> fields;
    if (information.topics.empty()) fields.push_back({"topics", "choose_at_least_one", {}});
    if (!all_in(information.topics, information_topics())) fields.push_back({"topics", "not_in_list", {}});
    if (information.forms.empty()) fields.push_back({"forms", "choose_at_least_one", {}});
    if (!all_in(information.forms, information_forms())) fields.push_back({"forms", "not_in_list", {}});
    if (information.language.empty()) fields.push_back({"language", "required", {}});
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    return {};
}

std::vector<std::string> still_owed(const std::vector<InformationGiven>& given) {
    std::vector<std::string> owed;
    for (const std::string& topic : owed_topics()) {
        const bool told = std::ranges::any_of(given, [&](const InformationGiven& one) {
            return std::ranges::find(one.topics, topic) != one.topics.end();
        });
        if (!told) owed.push_back(topic);
    }
    return owed;
}

}  // namespace casework
