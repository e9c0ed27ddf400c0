#include "survey/exchange/codebook.hpp"
#include "survey/tally.hpp"

#include <pugixml.hpp>

#include <cctype>
#include <sstream>

namespace survey::exchange {
namespace {

constexpr const char* kNamespace = "ddi:codebook:2_5";

void add_text(pugi::xml_node parent, const char* name, const std::string& text,
              const std::string& language = {}) {
    pugi::xml_node child = parent.append_child(name);
    if (!language.empty()) child.append_attribute("xml:lang") = language.c_str();
    child.text().set(text.c_str());
}

// An XML name: letters, digits, points, dashes and low lines, and a letter first.
std::string xml_id(std::string_view code) {
    std::string id = "v_";
    for (const char letter : code) {
        const auto sign = static_cast<unsigned char>(letter);
        const bool fits =
            sign < 0x80 && (std::isalnum(sign) != 0 || letter == '-' || letter == '_' || letter == '.');
        id += fits ? letter : '_';
    }
    return id;
}

void add_study(pugi::xml_node root, const Publication& publication) {
    pugi::xml_node study = root.append_child("stdyDscr");
    pugi::xml_node citation = study.append_child("citation");
    pugi::xml_node title = citation.append_child("titlStmt");
    add_text(title, "titl", publication.programme + ", " + publication.round->label());
    add_text(title, "IDNo", publication.snapshot);
    add_text(citation.append_child("rspStmt"), "AuthEnty", publication.owner);
    pugi::xml_node info = study.append_child("stdyInfo");
    if (publication.synthetic) add_text(info, "abstract", "Synthetic: invented answers, of no State.");
    pugi::xml_node summary = info.append_child("sumDscr");
    add_text(summary, "timePrd", publication.round->label());
    add_text(summary, "anlyUnit", "State");
    add_text(
        summary, "universe",
        std::to_string(publication.round->population().count()) + " States that were asked to take part");
    add_text(study.append_child("dataAccs").append_child("useStmt"), "conditions", publication.licence);
}

void add_category(pugi::xml_node variable, const std::string& code, std::int64_t states, bool missing,
                  const std::vector<std::pair<std::string, std::string>>& labels) {
    pugi::xml_node category = variable.append_child("catgry");
    if (missing) category.append_attribute("missing") = "Y";
    add_text(category, "catValu", code);
    for (const auto& [language, label] : labels) add_text(category, "labl", label, language);
    pugi::xml_node count = category.append_child("catStat");
    count.append_attribute("type") = "freq";
    count.text().set(std::to_string(states).c_str());
}

void add_variable(pugi::xml_node data, const Publication& publication, std::size_t place) {
    const Item& item = publication.round->item(place);
    pugi::xml_node variable = data.append_child("var");
    variable.append_attribute("ID") = xml_id(item.id).c_str();
    variable.append_attribute("name") = item.id.c_str();
    for (const std::string& language : publication.languages)
        add_text(variable, "labl", publication.question(language, item.id), language);
    pugi::xml_node question = variable.append_child("qstn");
    add_text(question, "qstnLit", publication.question(publication.languages.front(), item.id),
             publication.languages.front());
    for (std::size_t option = 0; option < item.options.size(); ++option) {
        const std::string& code = item.options[option].code;
        std::vector<std::pair<std::string, std::string>> labels;
        for (const std::string& language : publication.languages)
            labels.emplace_back(language, publication.answer(language, item.id, code));
        const Column& column = publication.round->column(place);
        const std::int64_t states = option < column.chosen.size() ? column.chosen[option].count() : 0;
        add_category(variable, code, states, false, labels);
    }
    const auto counts = disposition_counts(*publication.round, place);
    for (const Disposition disposition : kDispositions) {
        const std::int64_t states = counts[static_cast<std::size_t>(disposition)];
        if (disposition == Disposition::answered || states == 0) continue;
        add_category(variable, std::string(code_of(disposition)), states, true, {});
    }
}

}  // namespace

std::string ddi_codebook(const Publication& publication) {
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("codeBook");
    root.append_attribute("version") = "2.5";
    root.append_attribute("xmlns") = kNamespace;
    add_study(root, publication);
    pugi::xml_node data = root.append_child("dataDscr");
    for (std::size_t item = 0; item < publication.round->item_count(); ++item)
        add_variable(data, publication, item);
    std::ostringstream out;
    document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
}

}  // namespace survey::exchange
