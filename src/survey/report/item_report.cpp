#include "survey/report/item_report.hpp"

#include "survey/published.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace survey::report {
namespace {

std::string quoted(std::string_view code) {
    return "\"" + std::string(code) + "\"";
}

// Words of others that stand in a template as they are: a brace would be read as a reference, a mark at the
// beginning of a line as a heading or a point.
std::string as_words(std::string text) {
    std::erase_if(text, [](char letter) { return letter == '{' || letter == '}'; });
    std::ranges::replace(text, '\n', ' ');
    return text;
}

class Writer {
public:
    Writer(const ReportSource& source, const Item& item, const base::Words& words)
        : source_(source), item_(item), words_(words) {}

    // Headings one level below `level`, which is that of the item's own.
    std::string run(std::size_t level) {
        level_ = level;
        text_ = std::string(level, '#') + " " + as_words(source_.question(item_.id)) + "\n\n";
        if (shape_of(item_.type) == AnswerShape::amounts) {
            write_amounts();
        } else {
            write_answers();
        }
        text_ += "{{chart:" + quoted(item_.id) + "|bars}}\n\n";
        if (source_.layout && !item_.options.empty() && shape_of(item_.type) != AnswerShape::amounts)
            text_ += "{{chart:" + counted(item_.options.front().code) + "|map}}\n\n";
        for (const RoundInReport& earlier : source_.earlier) write_change(earlier);
        return std::move(text_);
    }

private:
    std::string counted(std::string_view option) const {
        return option.empty() ? quoted(item_.id) : quoted(item_.id) + "." + quoted(option);
    }
    std::vector<std::string> answers() const {
        std::vector<std::string> codes;
        for (const Option& option : item_.options) codes.push_back(option.code);
        if (codes.empty()) codes.emplace_back();
        return codes;
    }
    std::string label(const std::string& option) const {
        if (option.empty()) return words_.text("survey.report.answered");
        return as_words(source_.answer(item_.id, option));
    }

    void write_answers() {
        for (const std::string& option : answers()) {
            text_ += "- " + label(option) + ": {{stat:" + counted(option) +
                     "|sentence}}. {{stat:" + counted(option) + "|bounds}}\n";
        }
        text_ += "\n{{stat:" + quoted(item_.id) + "|others}}\n\n";
    }

    void write_amounts() {
        std::string all;
        for (const Option& option : item_.options) all += (all.empty() ? "" : "+") + quoted(option.code);
        for (const Option& option : item_.options) {
            text_ +=
                "- " + label(option.code) + ": {{share:" + counted(option.code) + "/" + all + "|sentence}}\n";
        }
        text_ += "\n";
    }

    // Of totals only the answers that were printed with a number.
    bool comparable(const RoundInReport& earlier, const std::string& option) const {
        if (earlier.answers == nullptr)
            return published_level(earlier.totals, item_.id, option, earlier.population).has_value();
        const auto before = earlier.answers->find(item_.id);
        if (!before) return false;
        return option.empty() || option_index(earlier.answers->item(*before), option).has_value();
    }

    void write_change(const RoundInReport& earlier) {
        if (shape_of(item_.type) == AnswerShape::amounts || earlier.snapshot.empty()) return;
        const auto grade = source_.grade(item_.id, earlier.label);
        if (!grade) return;
        std::string lines;
        for (const std::string& option : answers()) {
            if (!comparable(earlier, option)) continue;
            lines += "- " + label(option) + ": {{change:" + counted(option) + "@" + quoted(earlier.label) +
                     "|sentence}}\n";
        }
        if (lines.empty()) return;
        text_ += std::string(level_ + 1, '#') + " " +
                 words_.text("survey.report.since", {{"round", earlier.label}}) + "\n\n" + lines + "\n";
        const bool matched = earlier.answers != nullptr && carries_a_trend(*grade) &&
                             std::ranges::all_of(answers(), [&](const std::string& option) {
                                 return comparable(earlier, option);
                             });
        if (matched) text_ += "{{chart:" + quoted(item_.id) + "@" + quoted(earlier.label) + "|slope}}\n\n";
    }

    const ReportSource& source_;
    const Item& item_;
    const base::Words& words_;
    std::string text_;
    std::size_t level_ = 1;
};

}  // namespace

base::Result<ReportTemplate> item_report(const ReportSource& source, std::string_view item,
                                         const base::Words& words) {
    const auto place = source.now.answers->find(item);
    if (!place) return base::fail(base::ProblemCode::not_found, "item");
    return read_report_template(Writer(source, source.now.answers->item(*place), words).run(1));
}

base::Result<ReportTemplate> round_report(const ReportSource& source, const std::string& title,
                                          const base::Words& words) {
    std::string text = "# " + as_words(title) + "\n\n";
    for (std::size_t place = 0; place < source.now.answers->item_count(); ++place)
        text += Writer(source, source.now.answers->item(place), words).run(2);
    return read_report_template(std::move(text));
}

}  // namespace survey::report
