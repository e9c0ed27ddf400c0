#include "web/page/page_samples.hpp"

#include <gtest/gtest.h>
#include <set>

namespace web::page::testing {

namespace {

const std::string kPseudonym = "7KQ4-M2FX";

Page work_list(const Say& say) {
    Page page{.title = say("work.title"), .wide = true};
    page.add(Buttons{{{say("work.new"), "/concerns/new"}, {say("work.search"), "/cases"}}});
    page.add(Heading{.text = say("work.today")});
    page.add(Cards{.cards = {{.title = say("work.card1"),
                              .href = "/cases/1",
                              .tags = {{say("tag.overdue"), Tone::danger}, {say("tag.child"), Tone::info}},
                              .lines = {say("work.card1.line1"), say("work.card1.line2")},
                              .actions = {{say("work.remind"), "/cases/1/remind"}}},
                             {.title = say("work.card2"),
                              .href = "/cases/2",
                              .tags = {{say("tag.soon"), Tone::warning}},
                              .lines = {say("work.card2.line1")}},
                             {.title = say("work.card3"),
                              .href = "/cases/3",
                              .tags = {{say("tag.accepted"), Tone::good}},
                              .lines = {say("work.card3.line1")}},
                             {.title = kPseudonym,
                              .href = "/cases/4",
                              .tags = {{say("tag.new"), Tone::neutral}},
                              .lines = {say("work.card4.line1")}}}});
    Table table{
        .caption = say("work.table"),
        .columns = {say("column.service"), say("column.place"), say("column.room"), say("column.status")},
        .rows = {},
        .when_empty = {}};
    for (int i = 1; i <= 3; ++i) {
        const std::string row = "row" + std::to_string(i);
        table.rows.push_back(
            {{.text = say(row + ".service"), .href = "/services/1"},
             {.text = say(row + ".place"), .detail = say(row + ".detail")},
             {.text = std::to_string(i * 4), .numeric = true},
             {.tag = Tag{say(i == 2 ? "tag.full" : "tag.open"), i == 2 ? Tone::warning : Tone::good}}});
    }
    page.add(table);
    page.add(Pager{.previous = Link{say("pager.previous"), "/work?before=1"},
                   .next = Link{say("pager.next"), "/work?after=1"}});
    page.add(Heading{.text = say("work.inbox")});
    page.add(Cards{.cards = {}, .when_empty = say("work.nothing")});
    return page;
}

Page case_page(const Say& say) {
    Page page{.title = say("case.title"), .caption = kPseudonym, .back = Link{say("case.back"), "/work"}};
    page.add(Notice{.tone = Tone::warning,
                    .title = say("case.clock"),
                    .lines = {say("case.clock.line")},
                    .links = {{say("case.clock.link"), "/cases/1/clock"}}});
    page.add(Heading{.text = say("case.summary"), .level = 2, .id = "summary"});
    page.add(SummaryList{
        {{.key = say("case.band"), .lines = {}, .tag = Tag{say("case.band.value"), Tone::info}},
         {.key = say("case.languages"), .lines = {say("case.languages.value")}},
         {.key = say("case.consents"),
          .lines = {say("case.consent1"), say("case.consent2")},
          .actions = {{say("change"), "/cases/1/consents"}}},
         {.key = say("case.contact"), .lines = {"+380 44 123 45 67"}, .actions = {{say("change"), "/x"}}}}});
    page.add(Heading{.text = say("case.needs"), .level = 3});
    page.add(Bullets{.items = {say("case.need1"), say("case.need2"), say("case.need3")}});
    page.add(Buttons{{{say("case.refer"), "/r"}, {say("case.screen"), "/s"}, {say("case.copy"), "/c"}}});
    page.add(Heading{.text = say("case.history")});
    page.add(Timeline{{{.title = say("event1"),
                        .when = say("event1.when"),
                        .by = say("event.by"),
                        .lines = {say("event1.line")}},
                       {.title = say("event2"), .when = say("event2.when"), .by = say("event.by")},
                       {.title = say("event3"), .when = say("event3.when"), .by = say("event3.by")}}});
    page.add(Details{.summary = say("case.why"), .lines = {say("case.why.line1"), say("case.why.line2")}});
    return page;
}

Form sample_form(const Say& say) {
    Form form;
    form.action = "/concerns/new";
    form.items = {
        Hidden{.name = "concern", .value = say("form.hidden")},
        Radios{
            .name = "place",
            .legend = say("form.place"),
            .hint = say("form.place.hint"),
            .choices = {{.value = "reception", .text = say("form.place1"), .hint = say("form.place1.hint")},
                        {.value = "border", .text = say("form.place2"), .chosen = true},
                        {.value = "other", .text = say("form.place3")}}},
        Radios{.name = "child",
               .legend = say("form.child"),
               .choices = {{.value = "yes", .text = say("yes")},
                           {.value = "no", .text = say("no")},
                           {.value = "not_known", .text = say("not_known")}},
               .in_line = true},
        Checkboxes{.name = "facts",
                   .legend = say("form.facts"),
                   .hint = say("form.facts.hint"),
                   .choices = {{.value = "name", .text = say("form.fact1"), .hint = say("form.fact1.hint")},
                               {.value = "age", .text = say("form.fact2"), .chosen = true},
                               {.value = "needs", .text = say("form.fact3")}}},
        TextField{.name = "name",
                  .label = say("form.name"),
                  .hint = say("form.name.hint"),
                  .value = say("form.name.value")},
        TextField{.name = "age", .label = say("form.age"), .kind = InputKind::number, .width_characters = 3},
        Select{.name = "language",
               .label = say("form.language"),
               .hint = say("form.language.hint"),
               .choices = {{.value = "", .text = say("form.choose")},
                           {.value = "ar", .text = say("form.language1"), .chosen = true},
                           {.value = "ti", .text = say("form.language2")}}},
        TextArea{.name = "note",
                 .label = say("form.note"),
                 .hint = say("form.note.hint"),
                 .value = say("form.note.value")},
    };
    form.buttons = {{.text = say("form.send"), .name = "do", .value = "send"},
                    {.text = say("form.keep"), .name = "do", .value = "keep", .tone = Tone::neutral},
                    {.text = say("form.withdraw"), .name = "do", .value = "withdraw", .tone = Tone::danger}};
    form.links = {{say("cancel"), "/work"}};
    return form;
}

Page form_page(const Say& say) {
    Page page{.title = say("form.title"), .caption = kPseudonym, .back = Link{say("case.back"), "/work"}};
    page.add(Steps{.names = {say("step1"), say("step2"), say("step3"), say("step4")}, .current = 1});
    page.add(Paragraph{.text = say("form.lead"), .lead = true});
    page.add(sample_form(say));
    return page;
}

Page form_with_errors(const Say& say, const base::Words& words) {
    Page page = form_page(say);
    page.title = say("form.title");
    page = with_errors(std::move(page),
                       base::invalid_fields({{"place", "required", ""},
                                             {"facts", "required", ""},
                                             {"name", "too_long", "120"},
                                             {"language", "not_in_list", ""},
                                             {"note", "required", ""},
                                             {"elsewhere", "required", ""}}),
                       words);
    return page;
}

Page board(const Say& say) {
    Page page{.title = say("board.title"), .wide = true};
    page.add(Paragraph{.text = say("board.lead"), .quiet = true});
    Form search{.action = "/board", .items = {}, .buttons = {}, .links = {}, .sends_by_get = true};
    search.items.push_back(Select{.name = "need",
                                  .label = say("board.need"),
                                  .choices = {{.value = "", .text = say("board.all")},
                                              {.value = "shelter", .text = say("case.need1")}}});
    search.buttons.push_back({.text = say("board.show"), .tone = Tone::neutral});
    page.add(search);
    page.add(Chart{.title = say("chart.title"),
                   .label_column = say("column.service"),
                   .value_column = say("chart.value"),
                   .bars = {{.label = say("bar1"), .value = 42, .value_text = "42"},
                            {.label = say("bar2"), .value = 23, .value_text = "23", .tone = Tone::good},
                            {.label = say("bar3"), .value = 9, .value_text = "9", .tone = Tone::warning},
                            {.label = say("bar4"), .value = 3, .value_text = "3", .tone = Tone::danger},
                            {.label = say("bar5"), .value = 0, .value_text = "0", .tone = Tone::neutral}},
                   .note = say("chart.note")});
    page.add(Table{.caption = say("board.table"),
                   .columns = {say("column.service")},
                   .rows = {},
                   .when_empty = say("board.nothing")});
    return page;
}

Page result(const Say& say) {
    Page page{.title = say("result.title"), .caption = kPseudonym};
    page.add(Notice{.tone = Tone::info, .title = say("case.band.value"), .lines = {say("result.band.line")}});
    page.add(Heading{.text = say("result.next")});
    page.add(
        Bullets{.items = {say("result.next1"), say("result.next2"), say("result.next3")}, .numbered = true});
    page.add(Heading{.text = say("result.reasons")});
    page.add(Inset{{say("result.reason1"), say("result.reason2")}});
    page.add(Paragraph{.text = say("result.quote"), .language = "uk"});
    for (const Tone tone : {Tone::neutral, Tone::good, Tone::danger}) {
        page.add(Notice{.tone = tone, .title = say("notice.title"), .lines = {say("notice.line")}});
    }
    return page;
}

// A report as a page shows it: what document::render_html draws, in our styles.
Page report(const Say& say, const base::Words& words) {
    const auto& language = base::kind_of(words.language());
    document::Document made{.title = say("report.title"), .language = std::string(language.code)};
    if (language.direction == "rtl") made.direction = document::Direction::right_to_left;
    made.words = {"", say("report.as_table"), say("report.notes"), say("report.back")};
    made.subtitle = say("report.subtitle");
    made.blocks.emplace_back(document::Heading{1, say("report.chapter")});
    made.blocks.emplace_back(
        document::Paragraph{{{document::TextRun{say("report.text")},
                              document::TextRun{say("report.strong"), document::Emphasis::strong, "", 0}}}});
    made.blocks.emplace_back(document::Note{say("notice.title"), {say("notice.line")}});
    document::Table table{.caption = say("board.table"), .columns = {}, .rows = {}};
    for (const char* column : {"column.service", "column.place", "column.room", "column.status"}) {
        table.columns.push_back({say(column), document::Alignment::end});
    }
    table.columns.front().alignment = document::Alignment::start;
    for (const std::string row : {"row1", "row2", "row3"}) {
        table.rows.push_back({say(row + ".service"), say(row + ".place"), "12 (9\u201314)", say("tag.open")});
    }
    made.blocks.emplace_back(table);
    made.blocks.emplace_back(document::Heading{2, say("report.section")});
    made.blocks.emplace_back(document::List{{say("case.need1"), say("case.need2")}});
    document::Drawing drawing{.width = 343, .height = 70};
    drawing.shapes.emplace_back(
        document::Rectangle{{0, 0}, 240, 24, document::Paint{document::Fill::hatched, document::kTeal}});
    drawing.shapes.emplace_back(
        document::Rectangle{{0, 34}, 120, 24, document::Paint{document::Fill::solid, document::kDeep}});
    drawing.shapes.emplace_back(document::Label{{250, 17}, "24"});
    drawing.shapes.emplace_back(document::Label{{130, 51}, "12"});
    if (language.direction == "rtl") drawing = document::mirrored(drawing);
    const document::Table behind{.caption = say("chart.title"),
                                 .columns = {{say("column.service")}, {say("chart.value")}},
                                 .rows = {{say("bar1"), "24"}, {say("bar2"), "12"}}};
    made.blocks.emplace_back(document::Figure{
        say("chart.title"), say("report.alternative"), drawing, behind, {say("chart.note")}});
    made.blocks.emplace_back(document::Paragraph{say("board.lead"), true});
    made.footnotes.emplace_back(say("report.footnote"));
    Page page{.title = say("report.title"), .wide = true};
    page.add(Fragment::of(made).value());
    page.add(Cards{.cards = {{.title = say("work.card3")}}});
    return page;
}

Page for_the_person(const Say& say) {
    Page page{.title = say("person.title"), .for_the_person = true};
    page.add(Paragraph{.text = say("person.lead"), .lead = true});
    page.add(Heading{.text = say("person.agreed")});
    page.add(SummaryList{{{.key = say("person.to"), .lines = {say("row1.service")}},
                          {.key = say("person.what"), .lines = {say("form.fact2"), say("form.fact3")}}}});
    page.add(Heading{.text = say("person.back")});
    page.add(Paragraph{.text = say("person.back.line")});
    page.add(Code{kPseudonym});
    page.add(Heading{.text = say("person.help")});
    page.add(Table{.caption = {},
                   .columns = {say("person.who"), say("person.number")},
                   .rows = {{{.text = say("person.who1")}, {.text = "112", .numeric = true}},
                            {{.text = say("person.who2")}, {.text = "0 800 500 225", .numeric = true}}}});
    return page;
}

Page sign_in(const Say& say) {
    Page page{.title = say("sign_in.title")};
    Form form;
    form.items = {
        TextField{.name = "sign_in_name", .label = say("sign_in.name"), .autocomplete = "username"},
        TextField{.name = "password",
                  .label = say("sign_in.password"),
                  .kind = InputKind::password,
                  .autocomplete = "current-password"},
        TextField{
            .name = "code", .label = say("sign_in.code"), .kind = InputKind::code, .width_characters = 6},
        TextField{.name = "email", .label = say("sign_in.email"), .kind = InputKind::email},
        TextField{
            .name = "tel", .label = say("sign_in.tel"), .kind = InputKind::tel, .width_characters = 20}};
    form.buttons = {{.text = say("sign_in.button")}};
    page.add(form);
    page.add(Picture{
        .svg = R"(<svg viewBox="0 0 21 21"><path d="M0 0h7v7H0zm2 2v3h3V2zm12-2h7v7h-7zm2 2v3h3V2z"/></svg>)",
        .alternative = say("sign_in.qr")});
    return page;
}

}  // namespace

Surroundings sample_surroundings(const Say& say) {
    return {.path = "/work",
            .form_token = "token-of-this-session",
            .signed_in = true,
            .display_name = say("frame.name"),
            .organisation = say("frame.organisation"),
            .menu = {{say("menu1"), "/work"},
                     {say("menu2"), "/concerns/new"},
                     {say("menu3"), "/inbox"},
                     {say("menu4"), "/services"},
                     {say("menu5"), "/account"}},
            .menu_current = "/work",
            .why_href = "/why?path=/work",
            .demo = true};
}

std::vector<Sample> sample_pages(const Say& say, const base::Words& words) {
    const Surroundings around = sample_surroundings(say);
    Surroundings with_notice = around;
    with_notice.demo = false;
    with_notice.notice = Notice{.tone = Tone::good, .title = say("frame.done")};
    Surroundings outside{.path = "/sign-in", .form_token = "token-before-sign-in", .demo = true};
    return {{"work", work_list(say), around},
            {"case", case_page(say), with_notice},
            {"form", form_page(say), around},
            {"errors", form_with_errors(say, words), around},
            {"board", board(say), around},
            {"result", result(say), around},
            {"report", report(say, words), around},
            {"person", for_the_person(say), outside},
            {"sign-in", sign_in(say), outside},
            {"problem", page_of(base::refused_by("INV-02", base::ProblemCode::internal), words, "018f3c1e"),
             around}};
}

namespace {

void note_kinds(const std::vector<Block>& blocks, std::set<std::size_t>& kinds) {
    for (const Block& block : blocks) {
        kinds.insert(block.content.index());
        if (const auto* form = std::get_if<Form>(&block.content)) note_kinds(form->items, kinds);
    }
}

TEST(PageSamples, hold_every_kind_of_block) {
    const base::Words words(messages(), base::Language::en);
    std::set<std::size_t> kinds;
    for (const Sample& sample : sample_pages([](std::string_view key) { return std::string(key); }, words)) {
        note_kinds(sample.page.blocks, kinds);
    }
    EXPECT_EQ(kinds.size(), std::variant_size_v<decltype(Block::content)>);
}

}  // namespace

}  // namespace web::page::testing
