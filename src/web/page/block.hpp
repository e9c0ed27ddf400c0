#pragma once
// What pages are made of: one plain struct a block, each drawn by the template of its name
// (ui/templates/blocks/). Handlers say what stands on a page, templates how it looks, so that every page is
// alike and accessible the same way. All texts are words already and are escaped when rendered.

#include "web/page/field.hpp"
#include "web/page/fragment.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace web::page {

enum class Tone { neutral, info, good, warning, danger };

struct Link {
    std::string text;
    std::string href;
};

struct Tag {
    std::string text;
    Tone tone = Tone::neutral;
};

struct Heading {
    std::string text;
    int level = 2;
    std::string id = {};
};

struct Paragraph {
    std::string text;
    bool lead = false;
    bool quiet = false;         // secondary text
    std::string language = {};  // when it is not the page's own (text a person said)
};

// A banner: what was done, what is wrong, what to know first.
struct Notice {
    Tone tone = Tone::info;
    std::string title;
    std::vector<std::string> lines = {};
    std::vector<Link> links = {};
};

struct Inset {
    std::vector<std::string> lines;
};

struct Details {
    std::string summary;
    std::vector<std::string> lines;
};

struct Bullets {
    std::vector<std::string> items;
    bool numbered = false;
};

struct SummaryRow {
    std::string key;
    std::vector<std::string> lines;  // the value
    std::optional<Tag> tag = {};
    std::vector<Link> actions = {};
};

struct SummaryList {
    std::vector<SummaryRow> rows;
};

struct Cell {
    std::string text;
    std::string href = {};
    std::string detail = {};  // a second, quiet line
    std::optional<Tag> tag = {};
    bool numeric = false;
};

// The first column is the heading of its row. On a phone, rows become cards with the column's name before
// each value.
struct Table {
    std::string caption;
    std::vector<std::string> columns;
    std::vector<std::vector<Cell>> rows;
    std::string when_empty = {};
};

struct TimelineEntry {
    std::string title;
    std::string when;
    std::string by;
    std::vector<std::string> lines = {};
};

struct Timeline {
    std::vector<TimelineEntry> entries;
};

struct Card {
    std::string title;
    std::string href = {};
    std::vector<Tag> tags = {};
    std::vector<std::string> lines = {};
    std::vector<Link> actions = {};
};

struct Cards {
    std::vector<Card> cards;
    std::string when_empty = {};
};

struct Bar {
    std::string label;
    std::int64_t value = 0;
    std::string value_text;
    Tone tone = Tone::info;
};

// Horizontal bars, drawn as SVG, with the same figures as a table behind.
struct Chart {
    std::string title;
    std::string label_column;
    std::string value_column;
    std::vector<Bar> bars;
    std::string note = {};
};

struct Steps {
    std::vector<std::string> names;
    int current = 0;  // 0-based
};

struct Buttons {
    std::vector<Link> links;  // the first is the main one
};

struct Pager {
    std::optional<Link> previous = {};
    std::optional<Link> next = {};
};

// An SVG made by ourselves (a QR code): inserted as it is, never anything a person typed.
struct Picture {
    std::string svg;
    std::string alternative;
};

// A code to copy or read aloud.
struct Code {
    std::string text;
};

struct Block;

struct SubmitButton {
    std::string text;
    std::string name = {};  // empty: sends nothing
    std::string value = {};
    Tone tone = Tone::good;  // good: the main one; neutral: secondary; danger: hard to take back
};

struct Form {
    std::string action;  // empty: the page's own address
    std::vector<Block> items;
    std::vector<SubmitButton> buttons;
    std::vector<Link> links = {};      // "cancel"
    bool sends_by_get = false;         // searches, and steps that write nothing; never a name or a note
    bool one_under_the_other = false;  // of such a step: its questions are read one by one, not scanned
};

struct Block {
    std::variant<Heading, Paragraph, Notice, Inset, Details, Bullets, SummaryList, Table, Timeline, Cards,
                 Chart, Steps, Buttons, Pager, Picture, Code, Fragment, Form, TextField, TextArea, Radios,
                 Checkboxes, Select, Hidden>
        content;

    template <class Content>
    Block(Content made)
        : content(std::move(made)) {}  // implicit: a list of blocks is written as what it holds
};

}  // namespace web::page
