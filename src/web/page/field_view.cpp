#include "web/page/field_view.hpp"

#include <algorithm>
#include <array>

namespace web::page {

namespace {

struct InputLook {
    std::string_view type;
    std::string_view mode;      // the keyboard of a phone
    bool left_to_right;         // in every language
    bool not_words;             // no spelling, no capitals
    std::string_view complete;  // overrides what the handler says
};

InputLook look_of(InputKind kind) {
    switch (kind) {
        case InputKind::text: return {"text", "", false, false, ""};
        case InputKind::password: return {"password", "", true, true, ""};
        case InputKind::email: return {"email", "email", true, true, ""};
        case InputKind::tel: return {"tel", "tel", true, true, ""};
        // type=number changes values by the mouse wheel and hides what it can't read.
        case InputKind::number: return {"text", "numeric", true, true, ""};
        case InputKind::code: return {"text", "numeric", true, true, "one-time-code"};
    }
    return {"text", "", false, false, ""};
}

// The widths that the styles know; the next that fits.
std::string width_class(int characters) {
    constexpr std::array<int, 7> kWidths{2, 3, 4, 5, 10, 20, 30};
    if (characters <= 0) return {};
    for (const int width : kWidths) {
        if (characters <= width) return "govuk-input--width-" + std::to_string(width);
    }
    return {};
}

// What every field has: id, name, label, hint, error, and which of them describe it.
DataObject common(Scene& scene, const std::string& name, const std::string& label, const std::string& hint,
                  const std::string& error) {
    const std::string id = scene.new_field_id(name);
    std::string described;
    if (!hint.empty()) described = id + "-hint";
    if (!error.empty()) described += (described.empty() ? "" : " ") + id + "-error";
    return {{"id", id},
            {"name", name},
            {"label", text_or_none(label)},
            {"hint", text_or_none(hint)},
            {"error", text_or_none(error)},
            {"error_word", scene.text("common.frame.error")},
            {"described", text_or_none(described)}};
}

DataList choices_of(Scene& scene, const std::vector<Choice>& choices, const std::string& id) {
    DataList list;
    bool first = true;
    for (const Choice& choice : choices) {
        // The first choice has the field's own id, so that the error summary leads to it.
        const std::string choice_id = first ? id : scene.new_id(id + "-" + choice.value);
        first = false;
        list.push_back(DataObject{{"choice_id", choice_id},
                                  {"value", choice.value},
                                  {"text", choice.text},
                                  {"choice_hint", text_or_none(choice.hint)},
                                  {"chosen", choice.chosen}});
    }
    return list;
}

// More than fits at a glance, and each short enough for half the width.
bool is_long(const std::vector<Choice>& choices) {
    constexpr std::size_t kAtAGlance = 7;
    constexpr std::size_t kBytesMax = 80;
    return choices.size() > kAtAGlance &&
           std::all_of(choices.begin(), choices.end(), [](const Choice& choice) {
               return choice.text.size() + choice.hint.size() <= kBytesMax;
           });
}

}  // namespace

std::string draw(Scene& scene, const TextField& field) {
    const InputLook look = look_of(field.kind);
    DataObject data = common(scene, field.name, field.label, field.hint, field.error);
    // A code is good once: a handler shows one only in a demo, where it is filled in.
    const bool never_back = field.kind == InputKind::password;
    data.insert({{"type", std::string(look.type)},
                 {"mode", text_or_none(std::string(look.mode))},
                 {"left_to_right", look.left_to_right},
                 {"not_words", look.not_words},
                 {"autocomplete", look.complete.empty() ? field.autocomplete : std::string(look.complete)},
                 {"width", text_or_none(width_class(field.width_characters))},
                 {"value", text_or_none(never_back ? std::string() : field.value)}});
    return scene.draw("blocks/text_field", data);
}

std::string draw(Scene& scene, const TextArea& field) {
    DataObject data = common(scene, field.name, field.label, field.hint, field.error);
    data.insert({{"rows", std::to_string(field.rows)}, {"value", text_or_none(field.value)}});
    return scene.draw("blocks/text_area", data);
}

std::string draw(Scene& scene, const Radios& field) {
    DataObject data = common(scene, field.name, field.legend, field.hint, field.error);
    const std::string id = data.at("id").string_value();
    data.insert({{"choices", choices_of(scene, field.choices, id)},
                 {"in_line", field.in_line},
                 {"many", !field.in_line && is_long(field.choices)},
                 {"small", field.small}});
    return scene.draw("blocks/radios", data);
}

std::string draw(Scene& scene, const Checkboxes& field) {
    DataObject data = common(scene, field.name, field.legend, field.hint, field.error);
    const std::string id = data.at("id").string_value();
    data.insert({{"choices", choices_of(scene, field.choices, id)},
                 {"many", is_long(field.choices)},
                 {"small", field.small}});
    return scene.draw("blocks/checkboxes", data);
}

std::string draw(Scene& scene, const Select& field) {
    DataObject data = common(scene, field.name, field.label, field.hint, field.error);
    data.insert({{"choices", choices_of(scene, field.choices, data.at("id").string_value() + "-option")}});
    return scene.draw("blocks/select", data);
}

std::string draw(Scene& scene, const Hidden& field) {
    return scene.draw("blocks/hidden", DataObject{{"name", field.name}, {"value", field.value}});
}

}  // namespace web::page
