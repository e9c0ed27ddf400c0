#include "document/charts/charts_for_test.hpp"

#include <fmt/format.h>

#include <cmath>

namespace document::charts {

namespace {

bool is_arabic(const SampleText& text) {
    return text.direction == Direction::right_to_left;
}

ChartText frame(const SampleText& text, const char* english, const char* arabic) {
    const char* words = is_arabic(text) ? arabic : english;
    return {words, words, words, "", text.direction, text.width};
}

std::string word(const SampleText& text, const char* english, const char* arabic) {
    return is_arabic(text) ? arabic : english;
}

}  // namespace

StackedBars sample_bars(const SampleText& text) {
    const auto paints = distinct_paints(5, true);
    return {
        frame(text, "Answers of all States", "إجابات جميع الدول"),
        {{word(text, "Yes", "نعم"), paints[0]},
         {word(text, "No", "لا"), paints[1]},
         {word(text, "Does not apply", "لا ينطبق"), paints[2]},
         {word(text, "Answered, under examination by the secretariat", "أجابت وهي قيد الفحص لدى الأمانة"),
          paints[3]},
         {word(text, "Gave no information", "لم تقدم معلومات"), paints[4]}},
        {{word(text,
               "Non-governmental organisations have access to places where people are held before removal",
               "يمكن للمنظمات غير الحكومية الوصول إلى أماكن احتجاز الأشخاص قبل الإبعاد"),
          {35, 9, 0, 0, 13}},
         {word(text, "Labour inspectors identify", "يتعرّف مفتشو العمل"), {34, 1, 1, 1, 20}},
         {word(text, "Recruitment", "التوظيف"), {57, 0, 0, 0, 0}}},
        57,
        word(text, "Question", "السؤال"),
        word(text, "All 57 participating States", "جميع الدول المشاركة وعددها 57")};
}

Slopes sample_slopes(const SampleText& text) {
    Slopes slopes{frame(text, "The same States in both rounds", "الدول نفسها في الجولتين"),
                  "2015/16",
                  word(text, "2021, the same 41 States", "2021، الدول نفسها وعددها 41"),
                  word(text, "Question", "السؤال"),
                  word(text, "More States than before", "دول أكثر من قبل"),
                  word(text, "Fewer States than before", "دول أقل من قبل"),
                  word(text, "As many", "العدد نفسه"),
                  {}};
    const auto add = [&](const char* english, const char* arabic, int before, int after) {
        slopes.pairs.push_back({word(text, english, arabic), static_cast<double>(before),
                                static_cast<double>(after), fmt::format("{}", before),
                                fmt::format("{}", after)});
    };
    add("Identification is proactive", "التعرف استباقي", 33, 35);
    add("Organisations have access to detention before removal", "تصل المنظمات إلى الاحتجاز قبل الإبعاد", 34,
        35);
    add("Recruitment agencies are monitored", "تُراقب وكالات التوظيف", 34, 34);
    add("Procurement is covered", "تشمل المشتريات العامة", 12, 24);
    add("A rapporteur reports", "مقرر وطني يقدم تقارير", 30, 22);
    return slopes;
}

Intervals sample_intervals(const SampleText& text, bool logarithmic) {
    Intervals made;
    made.text = frame(text, "Estimates by method", "التقديرات بحسب الطريقة");
    made.rows_heading = word(text, "Method", "الطريقة");
    made.estimate_heading = word(text, "Estimate", "التقدير");
    made.lower_heading = word(text, "Lower end", "الحد الأدنى");
    made.upper_heading = word(text, "Upper end", "الحد الأعلى");
    made.axis.logarithmic = logarithmic;
    made.axis.least = logarithmic ? 1000 : 0;
    made.axis.most = logarithmic ? 100'000 : 20'000;
    for (const double tick : nice_ticks(made.axis.least, made.axis.most, 5, logarithmic)) {
        made.axis.ticks.push_back({tick, fmt::format("{:.0f}", tick)});
    }
    made.axis.label = word(text, "People, on a logarithmic scale", "أشخاص على مقياس لوغاريتمي");
    made.reference = 2744;
    made.reference_label = word(text, "On at least one list: 2,744", "على قائمة واحدة على الأقل: 2744");
    made.rows = {{word(text, "Stepwise, Poisson, all pairs of lists", "تدريجي، بواسون، جميع أزواج القوائم"),
                  11'313, 9889, 13'063, "11,313", "9,889", "13,063", true},
                 {word(text, "Averaging over decomposable graphs with an adaptive grid",
                       "المتوسط على الرسوم القابلة للتفكيك"),
                  12'500, 8000, HUGE_VAL, "12,500", "8,000", "∞", false},
                 {"Chao", std::nullopt, 9000, 16'000, "", "9,000", "16,000", false}};
    return made;
}

TileMap sample_map(const SampleText& text) {
    const auto paints = distinct_paints(4, true);
    TileMap map{frame(text, "Access of organisations", "وصول المنظمات"),
                tile_layout("osce57").value(),
                {{word(text, "Yes", "نعم"), paints[0]},
                 {word(text, "No", "لا"), paints[1]},
                 {word(text, "Does not apply", "لا ينطبق"), paints[2]},
                 {word(text, "Gave no information", "لم تقدم معلومات"), paints[3]}},
                {},
                word(text, "Code", "الرمز"),
                word(text, "State", "الدولة"),
                word(text, "Answer", "الإجابة"),
                ""};
    std::size_t kind = 0;
    for (const TilePlace& tile : map.layout.tiles) map.values.push_back({tile.alpha3, tile.name, kind++ % 4});
    return map;
}

Overlaps sample_overlaps(const SampleText& text) {
    return {frame(text, "How the lists overlap", "كيف تتداخل القوائم"),
            {{word(text, "Local authorities", "السلطات المحلية"), "69"},
             {word(text, "Non-governmental organisations and shelters of the whole country",
                   "المنظمات غير الحكومية ودور الإيواء في البلد كله"),
              "604"},
             {word(text, "Police", "الشرطة"), "1,143"},
             {word(text, "Government organisations", "الهيئات الحكومية"), "881"},
             {word(text, "General public", "الجمهور"), ""}},
            {{{false, false, true, false, false}, 995, "995"},
             {{false, true, false, true, false}, 60, "60"},
             {{true, false, false, false, true}, std::nullopt, word(text, "under 5", "أقل من 5")},
             {{false, false, false, false, false}, 0, "0"}},
            word(text, "People on exactly these lists", "الأشخاص على هذه القوائم دون غيرها"),
            word(text, "on it", "عليها"),
            word(text, "not on it", "ليس عليها")};
}

std::vector<Figure> sample_figures(const SampleText& text) {
    StackedBars one_bar = sample_bars(text);
    one_bar.rows.resize(1);
    return {stacked_bar(sample_bars(text)).value(),
            stacked_bar(one_bar).value(),
            slope_chart(sample_slopes(text)).value(),
            interval_chart(sample_intervals(text, false)).value(),
            interval_chart(sample_intervals(text, true)).value(),
            tile_map(sample_map(text)).value(),
            upset_plot(sample_overlaps(text)).value()};
}

}  // namespace document::charts
