#include "web/page/renderer.hpp"

#include "web/page/html_reader.hpp"
#include "web/page/page_samples.hpp"
#include "web/page/template_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <algorithm>
#include <set>
#include <sstream>

namespace web::page::testing {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string key_itself(std::string_view key) {
    return std::string(key);
}

const base::Words& words_in(base::Language language) {
    static const std::vector<base::Words> all = [] {
        std::vector<base::Words> made;
        for (const base::Language one : base::all_languages()) made.emplace_back(messages(), one);
        return made;
    }();
    return all.at(static_cast<std::size_t>(language));
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&apos;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
    return text;
}

// Every sample page in a language, drawn with `say`.
std::vector<std::pair<std::string, std::string>> drawn(const Say& say, base::Language language) {
    std::vector<std::pair<std::string, std::string>> pages;
    const base::Words& words = words_in(language);
    for (const Sample& sample : sample_pages(say, words)) {
        pages.emplace_back(sample.name, renderer().html(sample.page, sample.around, words));
    }
    return pages;
}

// Whatever stands in a text, a page is the one with a harmless text in its place, where that text stands
// escaped.
RC_GTEST_PROP(Renderer, escapes_every_text, ()) {
    const auto signs =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("<>\"'&{}/=#;-!` ab\n")));
    const std::string dangerous = "Zq <\"'" + signs + "qZ";
    const std::string harmless = "Zq qZ";  // with a space too: short words without one are kept on one line
    const auto with = drawn([&](std::string_view) { return dangerous; }, base::Language::en);
    const auto without = drawn([&](std::string_view) { return harmless; }, base::Language::en);
    for (std::size_t i = 0; i < with.size(); ++i) {
        // Documents write the apostrophe by its number, templates by its name.
        const std::string html = replaced(with[i].second, "&#39;", "&apos;");
        RC_ASSERT(replaced(html, escaped(dangerous), harmless) == without[i].second);
    }
}

TEST(Renderer, escapes_names_and_values_that_no_person_reads) {
    const std::string dangerous = "\"><script>alert(1)</script>";
    Page page{.title = "t", .back = Link{"b", dangerous}};
    Form form;
    form.action = dangerous;
    form.items = {TextField{.name = dangerous, .label = "l", .autocomplete = dangerous},
                  Radios{.name = dangerous, .legend = "l", .choices = {{.value = dangerous, .text = "c"}}},
                  Hidden{.name = dangerous, .value = dangerous}};
    form.buttons = {{.text = "b", .name = dangerous, .value = dangerous}};
    page.add(form);
    page.add(Heading{.text = "h", .id = dangerous});
    const Surroundings around{.path = dangerous, .form_token = dangerous, .why_href = dangerous};
    const std::string html = renderer().html(page, around, words_in(base::Language::en));
    EXPECT_THAT(html, Not(HasSubstr("<script>")));
    EXPECT_THAT(html, Not(HasSubstr("\"><scr")));
}

TEST(Renderer, links_to_no_script_and_to_nobody_elses_address) {
    for (const char* href :
         {"javascript:alert(1)", "data:text/html,x", "//elsewhere.example/x", "elsewhere"}) {
        Page page{.title = "t"};
        page.add(Buttons{{{"b", href}}});
        const std::string html = renderer().html(page, {}, words_in(base::Language::en));
        EXPECT_THAT(html, Not(HasSubstr(href + std::string("\"")))) << href;
    }
}

TEST(Renderer, puts_the_token_into_every_form_that_posts_and_into_no_other) {
    int posting = 0;
    int getting = 0;
    for (const auto& [name, html] : drawn(key_itself, base::Language::en)) {
        const auto tags = tags_of(html);
        for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
            if (tag->name != "form") continue;
            const auto end =
                std::find_if(tag, tags.end(), [](const HtmlTag& one) { return one.name == "/form"; });
            const auto tokens = std::count_if(tag, end, [](const HtmlTag& one) {
                return one.get("name") == "form_token" && !one.get("value").empty();
            });
            const bool posts = tag->get("method") == "post";
            (posts ? posting : getting)++;
            EXPECT_EQ(tokens, posts ? 1 : 0) << name << " " << tag->get("action");
        }
    }
    EXPECT_GT(posting, 10);
    EXPECT_EQ(getting, 1);
}

TEST(Renderer, gives_an_id_once_and_refers_to_none_that_is_not_there) {
    for (const auto& [name, html] : drawn(key_itself, base::Language::ar)) {
        std::set<std::string> ids;
        for (const HtmlTag& tag : tags_of(html)) {
            if (!tag.has("id")) continue;
            EXPECT_TRUE(ids.insert(tag.get("id")).second) << name << " " << tag.get("id");
        }
        for (const HtmlTag& tag : tags_of(html)) {
            for (const auto attribute : {"for", "aria-describedby", "aria-labelledby", "popovertarget"}) {
                std::istringstream each(tag.get(attribute));
                for (std::string id; each >> id;) EXPECT_TRUE(ids.contains(id)) << name << " " << id;
            }
            const std::string href = tag.get("href");
            if (!href.starts_with("#")) continue;
            EXPECT_TRUE(ids.contains(href.substr(1))) << name << " " << href;
        }
    }
}

TEST(Renderer, gives_the_second_field_of_a_name_an_id_of_its_own) {
    Page page{.title = "t", .errors = {{"reason", "wrong"}}};
    for (int i = 0; i < 2; ++i) {
        page.add(Form{.action = "/x", .items = {TextField{.name = "reason", .label = "l"}}, .buttons = {}});
    }
    const std::string html = renderer().html(page, {}, words_in(base::Language::en));
    EXPECT_THAT(html, HasSubstr("id=\"field-reason\""));
    EXPECT_THAT(html, HasSubstr("id=\"field-reason-2\""));
    EXPECT_THAT(html, HasSubstr("href=\"#field-reason\""));
}

TEST(Renderer, marks_a_field_in_error_for_eyes_and_for_screen_readers) {
    for (const auto& [name, html] : drawn(key_itself, base::Language::en)) {
        if (name != "errors") continue;
        bool found = false;
        for (const HtmlTag& tag : tags_of(html)) {
            if (tag.get("name") != "name") continue;
            found = true;
            EXPECT_EQ(tag.get("aria-invalid"), "true");
            EXPECT_EQ(tag.get("aria-describedby"), "field-name-hint field-name-error");
        }
        EXPECT_TRUE(found);
        EXPECT_THAT(html, HasSubstr("<title>Error: form.title"));
    }
}

TEST(Renderer, never_sends_back_a_password) {
    Page page{.title = "t"};
    page.add(
        TextField{.name = "password", .label = "l", .value = "kept-nowhere", .kind = InputKind::password});
    const std::string html = renderer().html(page, {}, words_in(base::Language::en));
    EXPECT_THAT(html, Not(HasSubstr("kept-nowhere")));
}

TEST(Renderer, asks_for_a_code_as_phones_expect_it_and_fills_in_that_of_a_demo) {
    Page page{.title = "t"};
    page.add(TextField{.name = "code", .label = "l", .value = "123456", .kind = InputKind::code});
    const std::string html = renderer().html(page, {}, words_in(base::Language::en));
    EXPECT_THAT(html, HasSubstr("autocomplete=\"one-time-code\""));
    EXPECT_THAT(html, HasSubstr("value=\"123456\""));
}

TEST(Renderer, keeps_what_was_typed_into_a_text_area_to_the_letter) {
    Page page{.title = "t"};
    page.add(TextArea{.name = "note", .label = "l", .value = "\n  first\n\n  second\n"});
    const std::string html = renderer().html(page, {}, words_in(base::Language::en));
    // A browser leaves out the first line break after the tag, so one more is written.
    EXPECT_THAT(html, HasSubstr(">\n\n  first\n\n  second\n</textarea>"));
}

TEST(Renderer, says_language_and_direction) {
    const Page page{.title = "t"};
    const auto start = [&](base::Language language) {
        return renderer().html(page, {}, words_in(language)).substr(0, 80);
    };
    EXPECT_THAT(start(base::Language::en), HasSubstr("lang=\"en\" dir=\"ltr\""));
    EXPECT_THAT(start(base::Language::uk), HasSubstr("lang=\"uk\" dir=\"ltr\""));
    EXPECT_THAT(start(base::Language::ar), HasSubstr("lang=\"ar\" dir=\"rtl\""));
    EXPECT_THAT(renderer().html(page, {}, words_in(base::Language::ar)), HasSubstr("/assets/app.rtl-"));
}

TEST(Renderer, mirrors_the_bars_of_a_chart) {
    Page page{.title = "t"};
    page.add(Chart{.title = "c",
                   .label_column = "l",
                   .value_column = "v",
                   .bars = {{.label = "a", .value = 4, .value_text = "4"},
                            {.label = "b", .value = 1, .value_text = "1"}}});
    EXPECT_THAT(renderer().html(page, {}, words_in(base::Language::en)),
                HasSubstr("x=\"0.0%\" width=\"25.0%\""));
    EXPECT_THAT(renderer().html(page, {}, words_in(base::Language::ar)),
                HasSubstr("x=\"75.0%\" width=\"25.0%\""));
}

TEST(Renderer, needs_neither_inline_style_nor_inline_script) {
    for (const auto& [name, html] : drawn(key_itself, base::Language::en)) {
        for (const HtmlTag& tag : tags_of(html)) {
            EXPECT_NE(tag.name, "style") << name;
            EXPECT_TRUE(tag.name != "script" || tag.has("src")) << name;
            for (const auto& [attribute, value] : tag.attributes) {
                EXPECT_NE(attribute, "style") << name;
                EXPECT_FALSE(attribute.starts_with("on")) << name << " " << attribute;
            }
        }
    }
}

TEST(Renderer, says_on_every_page_of_a_demonstration_that_all_is_invented) {
    const std::string banner = words_in(base::Language::en).text("common.frame.demo");
    for (const bool for_the_person : {false, true}) {
        const Page page{.title = "t", .for_the_person = for_the_person};
        EXPECT_THAT(renderer().html(page, {.demo = true}, words_in(base::Language::en)), HasSubstr(banner));
        EXPECT_THAT(renderer().html(page, {.demo = false}, words_in(base::Language::en)),
                    Not(HasSubstr(banner)));
    }
}

TEST(Renderer, gives_a_page_for_the_person_no_name_that_tells_what_it_is) {
    const Page page{.title = "Your notes", .for_the_person = true};
    const Surroundings around{.signed_in = true,
                              .display_name = "Olena",
                              .organisation = "Open Door",
                              .menu = {{"Inbox", "/inbox"}},
                              .why_href = "/why"};
    const std::string html = renderer().html(page, around, words_in(base::Language::en));
    for (const auto word : {"Waymark", "waymark", "Olena", "Open Door", "Inbox", "/why", "Sign out"}) {
        EXPECT_THAT(html, Not(HasSubstr(word)));
    }
    EXPECT_THAT(html, HasSubstr("<title>Your notes</title>"));
    EXPECT_THAT(html, HasSubstr("data-quick-exit"));
}

TEST(Renderer, marks_the_open_entry_of_the_menu) {
    const Surroundings around{
        .signed_in = true, .menu = {{"A", "/a"}, {"B", "/b"}}, .menu_current = "/b", .why_href = "/why"};
    const std::string html = renderer().html({.title = "t"}, around, words_in(base::Language::en));
    EXPECT_THAT(html, HasSubstr("href=\"/b\" aria-current=\"page\">B"));
    EXPECT_THAT(html, HasSubstr("href=\"/a\">A"));
    EXPECT_THAT(html, HasSubstr("href=\"/why\""));
}

TEST(Renderer, puts_a_second_column_after_the_first_and_only_where_there_is_one) {
    Page page{.title = "t"};
    page.add(Paragraph{.text = "first"});
    EXPECT_THAT(renderer().html(page, {}, words_in(base::Language::en)), Not(HasSubstr("wm-columns")));
    page.beside.emplace_back(Paragraph{.text = "<second>"});
    const std::string html = renderer().html(page, {}, words_in(base::Language::en));
    EXPECT_THAT(html, HasSubstr("wm-columns"));
    const std::size_t first = html.find("first");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(html.find("first", first + 1), std::string::npos) << "once";
    EXPECT_GT(html.find("&lt;second&gt;"), first);
    EXPECT_THAT(html, HasSubstr("&lt;second&gt;"));
}

TEST(Renderer, asks_on_a_page_that_is_refused_why_it_is_not_open) {
    const Surroundings around{.signed_in = true, .why_href = "/why"};
    const base::Words words = words_in(base::Language::en);
    EXPECT_THAT(renderer().html({.title = "t"}, around, words), HasSubstr(words.text("common.frame.why")));
    EXPECT_THAT(renderer().html({.title = "t", .status = 403}, around, words),
                HasSubstr(words.text("common.frame.why_not")));
}

TEST(Renderer, names_the_template_or_asset_that_is_missing) {
    const auto no_templates = Renderer::load({}, ui_assets_files());
    ASSERT_FALSE(no_templates);
    EXPECT_EQ(no_templates.error().code, base::ProblemCode::invalid_file);
    EXPECT_THAT(no_templates.error().detail, HasSubstr("frame"));
    const auto no_assets = Renderer::load(ui_templates_files(), {});
    ASSERT_FALSE(no_assets);
    EXPECT_THAT(no_assets.error().detail, HasSubstr("app.css"));
}

TEST(TemplateSet, refuses_what_writes_without_escaping) {
    for (const std::string_view text : {"{{{title}}}", "{{&title}}", "{{>part}}", "{{#open}}", "{{title"}) {
        const std::vector<base::EmbeddedFile> files{{"blocks/one.mustache", text}};
        const auto set = TemplateSet::parse(files);
        ASSERT_FALSE(set) << text;
        EXPECT_EQ(set.error().code, base::ProblemCode::invalid_file);
        EXPECT_THAT(set.error().detail, HasSubstr("blocks/one.mustache"));
    }
}

}  // namespace

}  // namespace web::page::testing
