#include "document/fonts.hpp"

#include "document/documents_for_test.hpp"
#include "document/render_docx.hpp"
#include "document/render_pdf.hpp"
#include "document/text_measure.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>

namespace {

using namespace document;

TEST(Fonts, are_those_that_documents_need) {
    EXPECT_TRUE(missing_fonts().empty());
}

[[noreturn]] void measure_without_fonts() {
    const auto path =
        std::filesystem::temp_directory_path() / ("waymark_no_fonts_" + std::to_string(getpid()));
    std::ofstream(path) << "<fontconfig></fontconfig>";
    setenv("FONTCONFIG_FILE", path.c_str(), 1);
    const std::size_t missing = missing_fonts().size();
    try {
        (void)text_width("a", 13);
    } catch (const std::runtime_error& error) {
        std::cerr << missing << " missing: " << error.what();
    }
    std::filesystem::remove(path);
    _exit(7);
}

TEST(FontsDeathTest, an_error_says_so_where_there_are_none_and_the_program_goes_on) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(measure_without_fonts(), ::testing::ExitedWithCode(7), "2 missing: .*fonts-noto-core");
}

TEST(Rendering, gives_the_same_from_several_threads_at_once) {
    const Document document = sample_document(base::Language::ar);
    const base::Bytes pdf = render_pdf(document).value();
    const base::Bytes docx = render_docx(document).value();
    std::vector<std::future<bool>> others;
    for (int thread = 0; thread < 4; ++thread) {
        others.push_back(std::async(std::launch::async, [&] {
            bool same = true;
            for (int round = 0; round < 3; ++round) {
                same = same && render_pdf(document).value() == pdf && render_docx(document).value() == docx;
            }
            return same;
        }));
    }
    for (auto& other : others) EXPECT_TRUE(other.get());
}

}  // namespace
