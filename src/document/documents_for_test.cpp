#include "document/documents_for_test.hpp"

namespace document {

namespace {

struct SampleWords {
    const char* title;
    const char* subtitle;
    const char* chapter;
    const char* section;
    const char* paragraph;
    const char* strong;
    const char* link;
    const char* footnote;
    const char* item;
    const char* caption;
    const char* country;
    const char* answer;
    const char* yes;
    const char* figure;
    const char* alternative;
    const char* note;
    Words words;
};

const SampleWords& words_in(base::Language language) {
    static const SampleWords english{
        "Commitments and what became of them",
        "Invented figures, to look at",
        "What States answered",
        "Access of organisations",
        "In the invented round 39 out of 57 States say that police officers without special training "
        "identify "
        "people who may have been trafficked. Nothing follows from an answer that is missing. ",
        "A count is never printed without its base.",
        "How the figure was counted",
        "States that answered under one of the options, out of all participating States.",
        "Thirteen States gave no information.",
        "Who identifies",
        "Who",
        "States",
        "Police officers without special training",
        "Answers up to the population of 57",
        "A bar of 57 States: 35 yes, 9 no, 13 without information.",
        "Read this first",
        {"Page {page} of {pages}", "The figures as a table", "Notes", "Back to the text"}};
    static const SampleWords ukrainian{
        "Зобов’язання і що з ними сталося",
        "Вигадані цифри, щоб подивитися",
        "Що відповіли держави",
        "Доступ організацій",
        "У вигаданому раунді 39 із 57 держав кажуть, що поліцейські без спеціальної підготовки виявляють "
        "людей, "
        "які могли постраждати від торгівлі. З відсутньої відповіді нічого не випливає. ",
        "Кількість ніколи не друкується без бази.",
        "Як пораховано цю цифру",
        "Держави, що обрали один із варіантів, з усіх держав-учасниць.",
        "Тринадцять держав не надали інформації.",
        "Хто виявляє",
        "Хто",
        "Держави",
        "Поліцейські без спеціальної підготовки",
        "Відповіді до загалу з 57 держав",
        "Смуга з 57 держав: 35 так, 9 ні, 13 без інформації.",
        "Спершу прочитайте це",
        {"Сторінка {page} з {pages}", "Цифри таблицею", "Примітки", "Назад до тексту"}};
    static const SampleWords arabic{
        "الالتزامات وما آلت إليه",
        "أرقام مختلقة للمعاينة",
        "بماذا أجابت الدول",
        "وصول المنظمات",
        "في الجولة المختلقة تقول 39 من أصل 57 دولة إن ضباط الشرطة غير المتخصصين يتعرفون على الأشخاص الذين "
        "ربما "
        "جرى الاتجار بهم. ولا يُستنتج شيء من إجابة غائبة. ",
        "لا يُطبع عدد من دون أساسه.",
        "كيف حُسب هذا الرقم",
        "الدول التي أجابت بأحد الخيارات من بين جميع الدول المشاركة.",
        "ثلاث عشرة دولة لم تقدم معلومات.",
        "من يتعرّف",
        "من",
        "الدول",
        "ضباط الشرطة غير المتخصصين (Police)",
        "الإجابات حتى مجموع 57 دولة",
        "شريط من 57 دولة: 35 نعم، 9 لا، 13 بلا معلومات.",
        "اقرأ هذا أولاً",
        {"الصفحة {page} من {pages}", "الأرقام في جدول", "ملاحظات", "العودة إلى النص"}};
    switch (language) {
        case base::Language::en: return english;
        case base::Language::uk: return ukrainian;
        case base::Language::ar: return arabic;
    }
    return english;
}

}  // namespace

Drawing small_drawing() {
    Drawing drawing{343, 90, Direction::left_to_right, {}};
    const double unit = 323.0 / 57;
    drawing.shapes = {Rectangle{{10, 30}, 35 * unit, 24, Paint{Fill::solid, kDeep}, {}, 0},
                      Rectangle{{10 + 35 * unit, 30}, 9 * unit, 24, Paint{Fill::hatched, kRust}, {}, 0},
                      Rectangle{{10 + 44 * unit, 30}, 13 * unit, 24, Paint{Fill::empty, kGrey}, {}, 0},
                      Label{{10 + 17.5 * unit, 47}, "35", Anchor::middle, 13, true, kInk, true},
                      Label{{10, 20}, "57", Anchor::start},
                      Line{{10, 62}, {333, 62}, {1, kQuiet, false}},
                      Line{{10, 70}, {333, 70}, {1, kQuiet, true}},
                      Circle{{171, 75}, 5, Paint{Fill::dotted, kTeal}, {}},
                      Polyline{{{200, 85}, {230, 70}, {260, 80}}, {2, kOchre, false}}};
    return drawing;
}

Document sample_document(base::Language language) {
    const SampleWords& words = words_in(language);
    Document document;
    document.title = words.title;
    document.subtitle = words.subtitle;
    document.language = std::string(base::kind_of(language).code);
    document.direction = language == base::Language::ar ? Direction::right_to_left : Direction::left_to_right;
    document.author = "Waymark";
    document.subject = words.chapter;
    document.created = base::Time(1'795'900'000'000'000);  // 2026-11-28
    document.site = "https://waymark.example";
    document.words = words.words;
    document.footnotes = {words.footnote, words.item};

    Table table{words.caption,
                {{words.country, Alignment::start, 3}, {words.answer, Alignment::end, 1}},
                {{words.yes, "39"}, {words.item, "13"}},
                true,
                ""};
    Drawing drawing = small_drawing();
    if (document.direction == Direction::right_to_left) drawing = mirrored(drawing);

    auto& blocks = document.blocks;
    blocks.push_back(Note{words.note, {words.paragraph}});
    blocks.push_back(Heading{1, words.chapter, "answers"});
    blocks.push_back(Paragraph{{{TextRun{words.paragraph}, TextRun{words.strong, Emphasis::strong, "", 0},
                                 TextRun{" "}, TextRun{words.link, Emphasis::plain, "/survey/figures/1"},
                                 TextRun{". "}, TextRun{words.item, Emphasis::emphasised, "", 1}}}});
    blocks.push_back(Heading{2, words.section, "access"});
    blocks.push_back(List{{words.item, words.footnote}, false});
    blocks.push_back(List{{words.item, words.footnote}, true});
    blocks.push_back(Figure{words.figure, words.alternative, drawing, table, {words.footnote}, "bar"});
    table.id = "who";
    for (int row = 0; row < 40; ++row) table.rows.push_back({words.yes, std::to_string(row)});
    blocks.push_back(table);
    blocks.push_back(Paragraph{{{TextRun{words.link, Emphasis::plain, "#who"}}}, true});
    blocks.push_back(PageBreak{});
    blocks.push_back(Heading{1, words.section, ""});
    for (int count = 0; count < 12; ++count) blocks.push_back(Paragraph{words.paragraph, false});
    return document;
}

}  // namespace document
