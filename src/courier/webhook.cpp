#include "courier/webhook.hpp"

#include <algorithm>

namespace courier {

const std::vector<std::string_view>& all_topics() {
    static const std::vector<std::string_view> topics{
#define TOPIC(code) #code,
#include "courier/topic.def"
#undef TOPIC
    };
    return topics;
}

std::string_view topic_of(std::string_view act) {
    return act.substr(0, act.find('.'));
}

bool tells_of(const Topics& topics, std::string_view act) {
    return topics.empty() || std::ranges::find(topics, topic_of(act)) != topics.end();
}

base::Result<Topics> checked_topics(const std::vector<std::string>& chosen) {
    for (const std::string& code : chosen) {
        if (std::ranges::find(all_topics(), code) == all_topics().end())
            return base::fail(base::invalid_field("topics", "not_in_list"));
    }
    Topics topics;
    for (const std::string_view topic : all_topics()) {
        if (std::ranges::find(chosen, topic) != chosen.end()) topics.emplace_back(topic);
    }
    return topics;
}

std::string text_of(const Topics& topics) {
    std::string text;
    for (const std::string& topic : topics) text += (text.empty() ? "" : " ") + topic;
    return text;
}

Topics topics_from_text(std::string_view text) {
    Topics topics;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        topics.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return topics;
}

std::string_view code_of(WebhookState state) {
    switch (state) {
        case WebhookState::on: return "on";
        case WebhookState::paused: return "paused";
        case WebhookState::off: return "off";
    }
    return "";
}

std::optional<WebhookState> webhook_state_from_code(std::string_view code) {
    for (const auto state : {WebhookState::on, WebhookState::paused, WebhookState::off}) {
        if (code_of(state) == code) return state;
    }
    return std::nullopt;
}

}  // namespace courier
