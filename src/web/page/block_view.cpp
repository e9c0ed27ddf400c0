#include "web/page/block_view.hpp"

#include "web/page/field_view.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace web::page {

namespace {

std::string name_of(Tone tone) {
    switch (tone) {
        case Tone::neutral: return "neutral";
        case Tone::info: return "info";
        case Tone::good: return "good";
        case Tone::warning: return "warning";
        case Tone::danger: return "danger";
    }
    return "neutral";
}

DataList lines_of(const std::vector<std::string>& lines) {
    DataList list;
    for (const std::string& line : lines) list.emplace_back(line);
    return list;
}

// `seen_with` is what the link is about, read out after its text ("Change <name of the row>").
DataList links_of(const std::vector<Link>& links, const std::string& about = {}) {
    DataList list;
    bool first = true;
    for (const Link& link : links) {
        list.push_back(DataObject{{"text", link.text},
                                  {"href", safe_href(link.href)},
                                  {"about", text_or_none(about)},
                                  {"first", first}});
        first = false;
    }
    return list;
}

Data tag_of(const Tag& tag) {
    return DataObject{{"tag_text", tag.text}, {"tone", name_of(tag.tone)}};
}

Data tag_or_none(const std::optional<Tag>& tag) {
    return tag ? tag_of(*tag) : Data(false);
}

std::string draw(Scene& scene, const Heading& heading) {
    const int level = std::clamp(heading.level, 2, 6);
    scene.note_heading(level);
    const std::string id = heading.id.empty() ? std::string() : scene.new_id(heading.id);
    return scene.draw("blocks/heading", DataObject{{"text", heading.text},
                                                   {"level", std::to_string(level)},
                                                   {"large", level == 2},
                                                   {"id", text_or_none(id)}});
}

std::string draw(Scene& scene, const Paragraph& paragraph) {
    return scene.draw("blocks/paragraph", DataObject{{"text", paragraph.text},
                                                     {"lead", paragraph.lead},
                                                     {"quiet", paragraph.quiet},
                                                     {"language", text_or_none(paragraph.language)}});
}

std::string draw(Scene& scene, const Notice& notice) {
    return draw(scene, notice, false);
}

std::string draw(Scene& scene, const Inset& inset) {
    return scene.draw("blocks/inset", DataObject{{"lines", lines_of(inset.lines)}});
}

std::string draw(Scene& scene, const Details& details) {
    return scene.draw("blocks/details",
                      DataObject{{"summary", details.summary}, {"lines", lines_of(details.lines)}});
}

std::string draw(Scene& scene, const Bullets& bullets) {
    return scene.draw("blocks/bullets",
                      DataObject{{"items", lines_of(bullets.items)}, {"numbered", bullets.numbered}});
}

std::string draw(Scene& scene, const SummaryList& summary) {
    DataList rows;
    for (const SummaryRow& row : summary.rows) {
        rows.push_back(DataObject{{"key", row.key},
                                  {"lines", lines_of(row.lines)},
                                  {"tag", tag_or_none(row.tag)},
                                  {"has_actions", !row.actions.empty()},
                                  {"actions", links_of(row.actions, row.key)}});
    }
    const bool changes = std::any_of(summary.rows.begin(), summary.rows.end(),
                                     [](const SummaryRow& row) { return !row.actions.empty(); });
    return scene.draw("blocks/summary_list", DataObject{{"rows", rows}, {"reads_only", !changes}});
}

// A pseudonym, a number, a short word: not broken over two lines at its hyphen.
bool is_code(const std::string& text) {
    constexpr std::size_t kLettersMax = 14;
    return text.size() <= kLettersMax && text.find(' ') == std::string::npos;
}

// A row at a time: of a long table all at once, every cell would be copied over and over.
std::string draw_row(Scene& scene, const Table& table, const std::vector<Cell>& row) {
    DataList cells;
    cells.reserve(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
        const Cell& cell = row[i];
        cells.push_back(object_of("text", text_or_none(cell.text),  //
                                  "href",
                                  text_or_none(cell.href.empty() ? std::string() : safe_href(cell.href)),
                                  "detail", text_or_none(cell.detail),                               //
                                  "tag", tag_or_none(cell.tag),                                      //
                                  "numeric", cell.numeric,                                           //
                                  "whole", is_code(cell.text),                                       //
                                  "head", i == 0,                                                    //
                                  "nothing", cell.text.empty() && cell.detail.empty() && !cell.tag,  //
                                  "column", i < table.columns.size() ? table.columns[i] : std::string()));
    }
    return scene.draw("blocks/table_row", object_of("cells", cells));
}

std::string draw(Scene& scene, const Table& table) {
    DataList columns;
    std::vector<bool> numeric(table.columns.size(), false);
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < std::min(row.size(), numeric.size()); ++i) {
            if (row[i].numeric) numeric[i] = true;
        }
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        columns.push_back(object_of("text", table.columns[i], "numeric", static_cast<bool>(numeric[i])));
    }
    std::string rows;
    for (const auto& row : table.rows) rows += draw_row(scene, table, row);
    return scene.draw("blocks/table", object_of("caption", text_or_none(table.caption),  //
                                                "columns", columns,                      //
                                                "rows_html", rows,                       //
                                                "has_rows", !table.rows.empty(),         //
                                                "when_empty", text_or_none(table.when_empty)));
}

std::string draw(Scene& scene, const Timeline& timeline) {
    DataList entries;
    for (const TimelineEntry& entry : timeline.entries) {
        entries.push_back(DataObject{{"title", entry.title},
                                     {"when", text_or_none(entry.when)},
                                     {"by", text_or_none(entry.by)},
                                     {"lines", lines_of(entry.lines)}});
    }
    return scene.draw("blocks/timeline", DataObject{{"entries", entries}});
}

std::string draw(Scene& scene, const Cards& cards) {
    DataList list;
    for (const Card& card : cards.cards) {
        DataList tags;
        for (const Tag& tag : card.tags) tags.push_back(tag_of(tag));
        list.push_back(
            DataObject{{"title", card.title},
                       {"href", text_or_none(card.href.empty() ? std::string() : safe_href(card.href))},
                       {"has_tags", !tags.empty()},
                       {"tags", tags},
                       {"lines", lines_of(card.lines)},
                       {"has_actions", !card.actions.empty()},
                       {"actions", links_of(card.actions, card.title)}});
    }
    return scene.draw("blocks/cards", DataObject{{"cards", list},
                                                 {"has_cards", !cards.cards.empty()},
                                                 {"level", std::to_string(scene.level_below())},
                                                 {"when_empty", text_or_none(cards.when_empty)}});
}

std::string draw(Scene& scene, const Chart& chart) {
    std::int64_t most = 0;
    for (const Bar& bar : chart.bars) most = std::max(most, bar.value);
    DataList bars;
    for (const Bar& bar : chart.bars) {
        const double share =
            most <= 0 ? 0
                      : static_cast<double>(std::max<std::int64_t>(bar.value, 0)) / static_cast<double>(most);
        const double width = share * 100;
        bars.push_back(DataObject{{"label", bar.label},
                                  {"value", bar.value_text},
                                  {"tone", name_of(bar.tone)},
                                  {"width", fmt::format("{:.1f}", width)},
                                  // A bar grows from where reading begins.
                                  {"start", fmt::format("{:.1f}", scene.right_to_left() ? 100 - width : 0)},
                                  {"drawn", width > 0}});
    }
    return scene.draw("blocks/chart", DataObject{{"title", chart.title},
                                                 {"id", scene.new_id("chart")},
                                                 {"label_column", chart.label_column},
                                                 {"value_column", chart.value_column},
                                                 {"bars", bars},
                                                 {"note", text_or_none(chart.note)},
                                                 {"as_table", scene.text("common.frame.figures")}});
}

std::string draw(Scene& scene, const Steps& steps) {
    DataList names;
    for (std::size_t i = 0; i < steps.names.size(); ++i) {
        const int at = static_cast<int>(i);
        names.push_back(DataObject{
            {"text", steps.names[i]}, {"done", at < steps.current}, {"current", at == steps.current}});
    }
    const auto count = static_cast<int>(steps.names.size());
    return scene.draw("blocks/steps",
                      DataObject{{"names", names},
                                 {"progress", scene.text("common.frame.step", {{"current", steps.current + 1},
                                                                               {"count", count}})}});
}

std::string draw(Scene& scene, const Buttons& buttons) {
    return scene.draw("blocks/buttons", DataObject{{"links", links_of(buttons.links)}});
}

std::string draw(Scene& scene, const Pager& pager) {
    if (!pager.previous && !pager.next) return {};
    const auto link = [](const std::optional<Link>& to) {
        return to ? Data(DataObject{{"text", to->text}, {"href", safe_href(to->href)}}) : Data(false);
    };
    return scene.draw("blocks/pager", DataObject{{"label", scene.text("common.frame.pages")},
                                                 {"previous", link(pager.previous)},
                                                 {"next", link(pager.next)}});
}

std::string draw(Scene& scene, const Picture& picture) {
    return scene.draw("blocks/picture",
                      DataObject{{"svg_html", picture.svg}, {"alternative", picture.alternative}});
}

std::string draw(Scene& scene, const Code& code) {
    return scene.draw("blocks/code", DataObject{{"text", code.text},
                                                {"copy", scene.text("common.frame.copy")},
                                                {"copied", scene.text("common.frame.copied")}});
}

std::string draw(Scene& scene, const Fragment& fragment) {
    if (fragment.last_heading() > 0) scene.note_heading(fragment.last_heading());
    return fragment.html();
}

std::string draw(Scene& scene, const Form& form) {
    std::string items = draw(scene, form.items);
    DataList buttons;
    for (const SubmitButton& button : form.buttons) {
        buttons.push_back(
            DataObject{{"text", button.text},
                       {"name", text_or_none(button.name)},
                       {"value", button.value},
                       {"secondary", button.tone == Tone::neutral || button.tone == Tone::info},
                       {"danger", button.tone == Tone::danger || button.tone == Tone::warning}});
    }
    return scene.draw(
        "blocks/form",
        DataObject{{"action", text_or_none(form.action.empty() ? std::string() : safe_href(form.action))},
                   {"method", form.sends_by_get ? "get" : "post"},
                   {"token", form.sends_by_get ? Data(false) : Data(scene.form_token())},
                   {"search", form.sends_by_get && !form.one_under_the_other},
                   {"items_html", items},
                   {"has_buttons", !form.buttons.empty() || !form.links.empty()},
                   {"buttons", buttons},
                   {"links", links_of(form.links)}});
}

}  // namespace

std::string draw(Scene& scene, const Notice& notice, bool announced) {
    DataObject data{{"title", text_or_none(notice.title)}, {"title_id", scene.new_id("notice")},
                    {"tone", name_of(notice.tone)},        {"announced", announced},
                    {"lines", lines_of(notice.lines)},     {"has_links", !notice.links.empty()},
                    {"links", links_of(notice.links)}};
    for (const Tone tone : {Tone::neutral, Tone::info, Tone::good, Tone::warning, Tone::danger}) {
        data.emplace(name_of(tone), notice.tone == tone);
    }
    return scene.draw("blocks/notice", data);
}

std::string draw(Scene& scene, const std::vector<Block>& blocks) {
    std::string out;
    for (const Block& block : blocks) {
        out += std::visit([&scene](const auto& content) { return draw(scene, content); }, block.content);
    }
    return out;
}

}  // namespace web::page
