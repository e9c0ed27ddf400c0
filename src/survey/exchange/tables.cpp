#include "survey/exchange/tables.hpp"

#include "base/csv_writer.hpp"

namespace survey::exchange {
namespace {

constexpr std::string_view kStructure = "WAYMARK:COMMITMENTS(1.0)";

std::string_view name_of(Measure measure) {
    switch (measure) {
        case Measure::answer: return "ANSWER";
        case Measure::states: return "STATES";
        case Measure::percent: return "PERCENT";
        case Measure::lower: return "LOWER";
        case Measure::upper: return "UPPER";
    }
    return "";
}

std::string base_of(const Observation& row) {
    return row.base ? std::string(code_of(*row.base)) : std::string();
}

std::string grade_of(const Publication& publication, const Observation& row) {
    const auto grade = publication.grade ? publication.grade(row.item) : std::nullopt;
    return grade ? std::string(code_of(*grade)) : std::string();
}

// CL_CONF_STATUS: free, or not for publication by name. Totals are free.
std::string_view conf_status_of(const Observation& row) {
    return !row.confidentiality || *row.confidentiality == Confidentiality::open ? "F" : "N";
}

std::string observed(const Observation& row) {
    if (row.value.empty()) return "NaN";
    if (row.measure == Measure::answer && row.value == "yes") return "1";
    if (row.measure == Measure::answer && row.value == "no") return "0";
    return row.value;
}

std::string area_of(const Publication& publication, const Observation& row) {
    return row.state ? row.state->text() : publication.population;
}

}  // namespace

std::string answers_csv(const Publication& publication, std::span<const Observation> rows) {
    base::CsvWriter writer;
    writer.add_record({"snapshot", "round", "iso3", "item", "option", "value", "unit", "disposition",
                       "confidentiality", "grade"});
    for (const Observation& row : rows) {
        if (!row.state) continue;
        writer.add_record({publication.snapshot, publication.round->label(), row.state->text(), row.item,
                           row.option, row.value, row.unit, code_of(row.disposition),
                           row.confidentiality ? code_of(*row.confidentiality) : std::string_view(),
                           grade_of(publication, row)});
    }
    return writer.take();
}

std::string statistics_csv(const Publication& publication, std::span<const Observation> rows) {
    base::CsvWriter writer;
    writer.add_record({"snapshot", "round", "item", "option", "measure", "base", "value", "unit"});
    for (const Observation& row : rows) {
        if (row.state) continue;
        writer.add_record({publication.snapshot, publication.round->label(), row.item, row.option,
                           name_of(row.measure), base_of(row), row.value, row.unit});
    }
    return writer.take();
}

std::string sdmx_csv(const Publication& publication, std::span<const Observation> rows) {
    base::CsvWriter writer;
    writer.add_record({"STRUCTURE", "STRUCTURE_ID", "ACTION", "REF_AREA", "TIME_PERIOD", "ITEM", "OPTION",
                       "BASE", "MEASURE", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "DISPOSITION", "GRADE",
                       "ROUND_LABEL"});
    for (const Observation& row : rows) {
        // A dimension is never empty: _T is all options together, _Z a base that does not apply.
        writer.add_record({"dataflow", kStructure, "I", area_of(publication, row), publication.period,
                           row.item, row.option.empty() ? "_T" : std::string_view(row.option),
                           row.base ? code_of(*row.base) : "_Z", name_of(row.measure), observed(row),
                           kind_of(row.disposition).observation_status, conf_status_of(row),
                           row.state ? code_of(row.disposition) : std::string_view(),
                           grade_of(publication, row), publication.round->label()});
    }
    return writer.take();
}

std::string hxl_csv(const Publication& publication, std::span<const Observation> rows) {
    base::CsvWriter writer;
    writer.add_record({"Area", "Period", "Item", "Option", "Measure", "Base", "Value", "Unit", "Reason"});
    writer.add_record({"#country+code+iso3", "#date+year", "#indicator+code", "#indicator+option+code",
                       "#indicator+type", "#meta+base", "#indicator+value", "#indicator+unit",
                       "#status+code"});
    for (const Observation& row : rows) {
        writer.add_record({area_of(publication, row), publication.period, row.item, row.option,
                           name_of(row.measure), base_of(row), row.value, row.unit,
                           row.state ? code_of(row.disposition) : std::string_view()});
    }
    return writer.take();
}

}  // namespace survey::exchange
