#include "web/page/renderer.hpp"

#include "web/page/asset_manifest.hpp"
#include "web/page/block_view.hpp"
#include "web/page/scene.hpp"

#include <array>
#include <string_view>

namespace web::page {

namespace {

constexpr std::array<std::string_view, 25> kTemplates{
    "frame",          "blocks/bullets",    "blocks/buttons",   "blocks/cards",
    "blocks/chart",   "blocks/checkboxes", "blocks/code",      "blocks/details",
    "blocks/form",    "blocks/heading",    "blocks/hidden",    "blocks/inset",
    "blocks/notice",  "blocks/pager",      "blocks/paragraph", "blocks/picture",
    "blocks/radios",  "blocks/select",     "blocks/steps",     "blocks/summary_list",
    "blocks/table",   "blocks/table_row",  "blocks/text_area", "blocks/text_field",
    "blocks/timeline"};

constexpr std::array<std::string_view, 5> kAssets{"app.css", "app.rtl.css", "app.js", "icon.svg", "page.svg"};

DataList errors_of(const Scene& scene, const Page& page) {
    DataList errors;
    for (const FieldError& error : page.errors) {
        const std::string id = error.field.empty() ? std::string() : scene.field_id(error.field);
        errors.push_back(DataObject{{"text", error.text}, {"id", text_or_none(id)}});
    }
    return errors;
}

DataList languages_of(base::Language current) {
    DataList languages;
    for (const base::Language language : base::all_languages()) {
        const auto& kind = base::kind_of(language);
        languages.push_back(DataObject{{"code", std::string(kind.code)},
                                       {"own_name", std::string(kind.own_name)},
                                       {"direction", std::string(kind.direction)},
                                       {"current", language == current}});
    }
    return languages;
}

DataList menu_of(const Surroundings& around) {
    DataList entries;
    for (const Link& entry : around.menu) {
        entries.push_back(DataObject{{"text", entry.text},
                                     {"href", safe_href(entry.href)},
                                     {"current", entry.href == around.menu_current}});
    }
    return entries;
}

// A place that nobody wonders about, in the reader's language.
std::string quick_exit_href(base::Language language) {
    return "https://" + std::string(base::kind_of(language).code) + ".wikipedia.org/";
}

// The words of the frame, under the names its template uses.
void add_words(DataObject& data, const Scene& scene) {
    constexpr std::array<std::string_view, 10> kWords{
        "skip",     "menu", "close",      "main_menu",       "language",
        "sign_out", "demo", "quick_exit", "quick_exit_hint", "error_summary"};
    for (const std::string_view word : kWords) {
        data.insert({"word_" + std::string(word), scene.text("common.frame." + std::string(word))});
    }
}

}  // namespace

struct Renderer::State {
    TemplateSet templates;
    std::map<std::string, std::string, std::less<>> assets;  // "app.css" to "/assets/app-3f2a.css"
};

Renderer::Renderer(std::unique_ptr<const State> state) : state_(std::move(state)) {}
Renderer::Renderer(Renderer&&) noexcept = default;
Renderer& Renderer::operator=(Renderer&&) noexcept = default;
Renderer::~Renderer() = default;

base::Result<Renderer> Renderer::load(std::span<const base::EmbeddedFile> templates,
                                      std::span<const base::EmbeddedFile> assets) {
    auto parsed = TemplateSet::parse(templates);
    if (!parsed) return base::fail(parsed.error());
    for (const std::string_view name : kTemplates) {
        if (!parsed->has(name)) {
            return base::fail(base::ProblemCode::invalid_file,
                              "template " + std::string(name) + " is missing");
        }
    }
    auto state = std::make_unique<State>();
    state->templates = std::move(*parsed);
    for (const std::string_view name : kAssets) {
        const auto hashed = hashed_name(assets, name);
        if (!hashed) {
            return base::fail(base::ProblemCode::invalid_file, "manifest.json names no " + std::string(name));
        }
        state->assets.emplace(name, "/assets/" + *hashed);
    }
    return Renderer(std::move(state));
}

std::string Renderer::html(const Page& page, const Surroundings& around, const base::Words& words) const {
    const auto& language = base::kind_of(words.language());
    Scene scene(state_->templates, words, around.form_token);
    // First what stands above the blocks, in reading order of the ids; the summary of errors last, since it
    // links to the fields.
    const std::string notice = around.notice ? draw(scene, *around.notice, true) : std::string();
    const std::string blocks = draw(scene, page.blocks);
    const std::string beside = draw(scene, page.beside);
    const bool has_errors = !page.errors.empty();

    DataObject data{
        {"language_code", std::string(language.code)},
        {"direction", std::string(language.direction)},
        {"title", page.title},
        {"title_error", has_errors ? Data(scene.text("common.frame.error")) : Data(false)},
        {"caption", text_or_none(page.caption)},
        {"back", page.back ? Data(DataObject{{"text", page.back->text}, {"href", safe_href(page.back->href)}})
                           : Data(false)},
        {"wide", page.wide || !beside.empty()},
        {"for_the_person", page.for_the_person},
        {"blocks_html", blocks},
        {"beside_html", text_or_none(beside)},
        {"notice_html", notice},
        {"has_errors", has_errors},
        {"errors", errors_of(scene, page)},
        {"path", text_or_none(around.path)},
        {"token", around.form_token},
        {"signed_in", around.signed_in},
        {"inside", around.signed_in || !around.menu.empty()},
        {"display_name", text_or_none(around.display_name)},
        {"organisation", text_or_none(around.organisation)},
        {"has_menu", !around.menu.empty()},
        {"menu", menu_of(around)},
        {"why_href", text_or_none(around.why_href.empty() ? std::string() : safe_href(around.why_href))},
        {"demo", around.demo},
        {"languages", languages_of(words.language())},
        {"quick_exit_href", quick_exit_href(words.language())},
        {"style_href", state_->assets.at(scene.right_to_left() ? "app.rtl.css" : "app.css")},
        {"script_href", state_->assets.at("app.js")},
        {"icon_href", state_->assets.at(page.for_the_person ? "page.svg" : "icon.svg")},
    };
    add_words(data, scene);
    data.insert({"word_why", scene.text(page.status == 403 ? "common.frame.why_not" : "common.frame.why")});
    return scene.draw("frame", data);
}

}  // namespace web::page
