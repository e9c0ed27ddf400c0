#pragma once
// The fields of a form, as values. A field's `name` is what the form sends and what a FieldProblem names, so
// that an error finds its field by itself (with_errors() in page.hpp). Texts are words already; values are as
// typed.

#include <string>
#include <vector>

namespace web::page {

struct Choice {
    std::string value;
    std::string text;
    std::string hint = {};
    bool chosen = false;
};

enum class InputKind {
    text,
    password,
    email,
    tel,
    number,
    code
};  // code: one-time code, digits, no autocomplete but one-time-code

struct TextField {
    std::string name;
    std::string label;
    std::string hint = {};
    std::string value = {};
    std::string error = {};
    InputKind kind = InputKind::text;
    int width_characters = 0;  // 0: as wide as the column
    std::string autocomplete = "off";
};

struct TextArea {
    std::string name;
    std::string label;
    std::string hint = {};
    std::string value = {};
    std::string error = {};
    int rows = 4;
};

struct Radios {
    std::string name;
    std::string legend;
    std::string hint = {};
    std::vector<Choice> choices;
    std::string error = {};
    bool in_line = false;
    bool small = false;
};

struct Checkboxes {
    std::string name;
    std::string legend;
    std::string hint = {};
    std::vector<Choice> choices;
    std::string error = {};
    bool small = false;
};

struct Select {
    std::string name;
    std::string label;
    std::string hint = {};
    std::vector<Choice> choices;
    std::string error = {};
};

struct Hidden {
    std::string name;
    std::string value;
};

}  // namespace web::page
