#include "base/csv_writer.hpp"

#include "base/csv_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace base {
namespace {

TEST(CsvWriter, QuotesOnlyWhatNeedsIt) {
    CsvWriter writer;
    writer.add_record({"plain", "with, comma", "with \"quote\"", "", "two\nlines"});
    EXPECT_EQ(writer.text(), "plain,\"with, comma\",\"with \"\"quote\"\"\",,\"two\nlines\"\n");
}

// Whatever is written is read again, field by field.
RC_GTEST_PROP(CsvWriter, IsReadBackAsItWasWritten, ()) {
    const auto field = rc::gen::container<std::string>(rc::gen::element('a', '"', ',', '\n', ' ', 'z'));
    const auto records = *rc::gen::container<std::vector<std::vector<std::string>>>(
        rc::gen::container<std::vector<std::string>>(3, field));
    CsvWriter writer;
    writer.add_record({"one", "two", "three"});
    for (const auto& record : records) writer.add_record(record);
    CsvReader reader(writer.text());
    RC_ASSERT(reader.read_header().has_value());
    std::vector<CsvField> fields;
    for (const auto& record : records) {
        RC_ASSERT(reader.next(fields).value());
        for (std::size_t place = 0; place < record.size(); ++place)
            RC_ASSERT(fields[place].text == record[place]);
    }
    RC_ASSERT(!reader.next(fields).value());
}

}  // namespace
}  // namespace base
