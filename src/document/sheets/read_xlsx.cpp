#include "document/sheets/read_xlsx.hpp"

#include "base/text.hpp"
#include "base/time.hpp"
#include "document/sheets/xlsx_dates.hpp"
#include "document/sheets/xlsx_text.hpp"
#include "document/zip_archive.hpp"

#include <fmt/format.h>

#include <pugixml.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <string_view>

namespace document::sheets {

namespace {

base::Problem refused(std::string field, std::string rule, std::string accepted = {}) {
    base::Problem problem = base::problem(base::ProblemCode::invalid_file);
    problem.fields.push_back({std::move(field), std::move(rule), std::move(accepted)});
    return problem;
}

// Some programs write a prefix before every name.
std::string_view local(const char* name) {
    const std::string_view whole(name);
    const std::size_t colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}
pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    return parent.find_child([&](pugi::xml_node node) { return local(node.name()) == name; });
}
std::string_view attribute(pugi::xml_node node, std::string_view name) {
    return node.find_attribute([&](pugi::xml_attribute made) { return local(made.name()) == name; }).value();
}

template <class Number>
std::optional<Number> number_of(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

class WorkbookReader {
public:
    WorkbookReader(ZipReader zip, const XlsxLimits& limits) : zip_(std::move(zip)), limits_(limits) {}

    base::Result<ReadWorkbook> run() {
        if (base::Done done = find_workbook(); !done) return base::fail(done.error());
        if (base::Done done = read_relations(); !done) return base::fail(done.error());
        if (base::Done done = read_texts(); !done) return base::fail(done.error());
        if (base::Done done = read_styles(); !done) return base::fail(done.error());
        return read_sheets();
    }

private:
    base::Result<pugi::xml_document> parse(const std::string& name) {
        const auto text = zip_.read(name);
        if (!text) return base::fail(text.error());
        if (!base::is_valid_utf8(*text)) return base::fail(refused(name, "not_utf8"));
        // No part of a spreadsheet has one, and it is where entities come from.
        if (text->find("<!DOCTYPE") != std::string::npos) return base::fail(refused(name, "doctype"));
        pugi::xml_document document;
        // White space is content: a cell may hold a space alone.
        const auto parsed =
            document.load_buffer(text->data(), text->size(),
                                 pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
        if (!parsed) return base::fail(refused(name, "not_xml"));
        return document;
    }

    base::Done find_workbook() {
        const auto root = parse("_rels/.rels");
        if (!root) return base::fail(root.error());
        for (const pugi::xml_node relation : child(*root, "Relationships")) {
            if (attribute(relation, "Type").ends_with("/officeDocument")) {
                workbook_ = resolved("", std::string(attribute(relation, "Target")));
            }
        }
        if (workbook_.empty() || !zip_.has(workbook_)) return base::fail(refused("file", "not_a_workbook"));
        const std::size_t slash = workbook_.rfind('/');
        folder_ = slash == std::string::npos ? "" : workbook_.substr(0, slash + 1);
        return {};
    }
    // Targets are relative to the folder of the part that names them, or begin with a slash.
    static std::string resolved(const std::string& folder, const std::string& target) {
        if (target.starts_with("/")) return target.substr(1);
        if (target.starts_with("../")) return target.substr(3);
        return folder + target;
    }

    base::Done read_relations() {
        const std::string name = folder_ + "_rels/" + workbook_.substr(folder_.size()) + ".rels";
        const auto part = parse(name);
        if (!part) return base::fail(part.error());
        for (const pugi::xml_node relation : child(*part, "Relationships")) {
            const std::string_view type = attribute(relation, "Type");
            const std::string target = resolved(folder_, std::string(attribute(relation, "Target")));
            if (type.ends_with("/vbaProject")) return base::fail(refused("file", "macros"));
            if (type.ends_with("/worksheet")) sheets_[std::string(attribute(relation, "Id"))] = target;
            if (type.ends_with("/sharedStrings")) texts_part_ = target;
            if (type.ends_with("/styles")) styles_part_ = target;
        }
        return {};
    }

    // A text, or runs of text; what is read aloud beside Japanese (rPh) is not part of it.
    static std::string text_in(pugi::xml_node node) {
        std::string out;
        for (const pugi::xml_node part : node) {
            if (local(part.name()) == "t") out += part.child_value();
            if (local(part.name()) == "r") out += child(part, "t").child_value();
        }
        return read_back(out);
    }

    base::Done read_texts() {
        if (texts_part_.empty()) return {};
        const auto part = parse(texts_part_);
        if (!part) return base::fail(part.error());
        for (const pugi::xml_node node : child(*part, "sst")) {
            if (local(node.name()) == "si") texts_.push_back(text_in(node));
        }
        return {};
    }

    base::Done read_styles() {
        if (styles_part_.empty()) return {};
        const auto part = parse(styles_part_);
        if (!part) return base::fail(part.error());
        const pugi::xml_node root = child(*part, "styleSheet");
        std::map<std::uint32_t, std::string> codes;
        for (const pugi::xml_node node : child(root, "numFmts")) {
            if (const auto id = number_of<std::uint32_t>(attribute(node, "numFmtId")))
                codes[*id] = attribute(node, "formatCode");
        }
        for (const pugi::xml_node node : child(root, "cellXfs")) {
            if (local(node.name()) != "xf") continue;
            const std::uint32_t id = number_of<std::uint32_t>(attribute(node, "numFmtId")).value_or(0);
            is_date_.push_back(is_date_format(id, codes[id]));
        }
        return {};
    }

    base::Result<ReadWorkbook> read_sheets() {
        const auto part = parse(workbook_);
        if (!part) return base::fail(part.error());
        const pugi::xml_node root = child(*part, "workbook");
        const std::string_view from_1904 = attribute(child(root, "workbookPr"), "date1904");
        from_1904_ = from_1904 == "1" || from_1904 == "true";
        ReadWorkbook workbook;
        std::set<std::string> names;
        for (const pugi::xml_node node : child(root, "sheets")) {
            if (local(node.name()) != "sheet") continue;
            if (workbook.sheets.size() == limits_.sheets_most) {
                return base::fail(refused("file", "too_many_sheets", fmt::format("{}", limits_.sheets_most)));
            }
            sheet_ = fmt::format("sheet {}", workbook.sheets.size() + 1);
            ReadSheet sheet;
            sheet.name = attribute(node, "name");
            sheet.hidden = !attribute(node, "state").empty() && attribute(node, "state") != "visible";
            if (sheet.name.empty()) return base::fail(refused(sheet_, "required"));
            if (!names.insert(sheet.name).second) return base::fail(refused(sheet_, "twice"));
            const auto target = sheets_.find(std::string(attribute(node, "id")));
            // A sheet that is only a chart has no cells.
            if (target != sheets_.end()) {
                if (base::Done done = read_cells(target->second, sheet); !done)
                    return base::fail(done.error());
            }
            workbook.sheets.push_back(std::move(sheet));
        }
        if (workbook.sheets.empty()) return base::fail(refused("file", "not_a_workbook"));
        return workbook;
    }

    base::Done read_cells(const std::string& name, ReadSheet& sheet) {
        const auto part = parse(name);
        if (!part) return base::fail(part.error());
        std::uint32_t next_row = 0;
        for (const pugi::xml_node row : child(child(*part, "worksheet"), "sheetData")) {
            if (local(row.name()) != "row") continue;
            const std::string_view number = attribute(row, "r");
            const auto given = number_of<std::uint32_t>(number);
            if (!number.empty()) next_row = given && *given > 0 ? *given - 1 : kRowsMost;
            if (next_row >= kRowsMost)
                return base::fail(refused(fmt::format("{}, row {}", sheet_, next_row + 1), "not_a_row"));
            if (base::Done done = read_row(row, next_row, sheet); !done) return done;
            ++next_row;
        }
        return {};
    }

    base::Done read_row(pugi::xml_node row, std::uint32_t number, ReadSheet& sheet) {
        CellPlace next{number, 0};
        for (const pugi::xml_node node : row) {
            if (local(node.name()) != "c") continue;
            const std::string_view name = attribute(node, "r");
            if (!name.empty()) {
                const auto given = place_of(name);
                if (!given || given->row != number) return refuse(next, "not_a_cell");
                next = *given;
            }
            if (next.column >= kColumnsMost) return refuse(next, "not_a_cell");
            if (base::Done done = read_cell(node, next, sheet); !done) return done;
            ++next.column;
        }
        return {};
    }

    base::Done refuse(CellPlace place, std::string rule, std::string accepted = {}) const {
        return base::fail(refused(fmt::format("{}, cell {}", sheet_, name_of(place)), std::move(rule),
                                  std::move(accepted)));
    }

    base::Done read_cell(pugi::xml_node node, CellPlace place, ReadSheet& sheet) {
        const auto value = value_of(node, place);
        if (!value) return base::fail(value.error());
        if (!value->has_value()) return {};
        if (const auto* text = std::get_if<std::string>(&**value)) {
            if (text->empty()) return {};
            if (utf16_length(*text) > kCellCharactersMost)
                return refuse(place, "too_long", fmt::format("{}", kCellCharactersMost));
        }
        if (++cells_ > limits_.cells_most)
            return refuse(place, "too_many_cells", fmt::format("{}", limits_.cells_most));
        const bool from_formula = !child(node, "f").empty();
        if (!sheet.cells.emplace(place, ReadCell{**value, from_formula}).second)
            return refuse(place, "cell_twice");
        return {};
    }

    // Nothing for a cell without a value.
    base::Result<std::optional<CellValue>> value_of(pugi::xml_node node, CellPlace place) const {
        const auto no = [&](const char* rule) { return base::fail(refuse(place, rule).error()); };
        const std::string_view type = attribute(node, "t");
        const std::string_view raw = child(node, "v").child_value();
        if (type == "inlineStr") return std::optional<CellValue>(text_in(child(node, "is")));
        if (raw.empty()) return std::optional<CellValue>();
        if (type == "s") {
            const auto index = number_of<std::size_t>(base::trimmed(raw));
            if (!index || *index >= texts_.size()) return no("no_such_text");
            return std::optional<CellValue>(texts_[*index]);
        }
        if (type == "str") return std::optional<CellValue>(read_back(raw));
        if (type == "b") {
            if (raw != "0" && raw != "1") return no("unknown_type");
            return std::optional<CellValue>(raw == "1");
        }
        if (type == "e") return no("error_value");
        if (type == "d") {
            const std::string iso(raw.substr(0, 19));
            const bool is_day = iso.size() == 10;
            if (!base::time_from_iso(is_day ? iso : iso + "Z")) return no("date_out_of_range");
            return std::optional<CellValue>(DateValue{iso});
        }
        if (!type.empty() && type != "n") return no("unknown_type");
        const auto number = number_of<double>(base::trimmed(raw));
        if (!number || !std::isfinite(*number)) return no("not_a_number");
        const auto date = shown_as_date(node);
        if (!date) return no("no_such_style");
        if (!*date) return std::optional<CellValue>(*number);
        const auto iso = iso_date(*number, from_1904_);
        if (!iso) return no("date_out_of_range");
        return std::optional<CellValue>(DateValue{*iso});
    }
    std::optional<bool> shown_as_date(pugi::xml_node node) const {
        const std::string_view style = attribute(node, "s");
        if (style.empty()) return false;
        const auto index = number_of<std::size_t>(style);
        if (is_date_.empty()) return false;
        if (!index || *index >= is_date_.size()) return {};
        return is_date_[*index];
    }

    ZipReader zip_;
    XlsxLimits limits_;
    std::string workbook_;
    std::string folder_;
    std::map<std::string, std::string> sheets_;  // id of the relation: part
    std::string texts_part_;
    std::string styles_part_;
    std::vector<std::string> texts_;
    std::vector<bool> is_date_;  // by style
    bool from_1904_ = false;
    std::string sheet_;
    std::size_t cells_ = 0;
};

}  // namespace

const ReadCell* ReadSheet::find(CellPlace place) const {
    const auto found = cells.find(place);
    return found == cells.end() ? nullptr : &found->second;
}

base::Result<ReadWorkbook> read_xlsx(base::ByteView bytes, const XlsxLimits& limits) {
    ZipLimits zip_limits;
    zip_limits.packed_bytes_most = limits.packed_bytes_most;
    zip_limits.entry_bytes_most = limits.part_bytes_most;
    zip_limits.all_bytes_most = limits.all_bytes_most;
    auto zip = ZipReader::open(bytes, zip_limits);
    if (!zip) return base::fail(zip.error());
    return WorkbookReader(*std::move(zip), limits).run();
}

}  // namespace document::sheets
