#include "base/log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <type_traits>
#include <vector>

namespace {

using base::LogEvent;
using base::LogField;
using base::Logger;
using base::LogLevel;
using base::LogName;

class MemorySink final : public base::LogSink {
public:
    void write(std::string_view line) override { lines.emplace_back(line); }
    std::vector<std::string> lines;
};

class Log : public testing::Test {
protected:
    base::ManualClock clock_{base::time_from_iso("2026-11-24T14:30:05Z").value()};
    MemorySink sink_;
    Logger logger_{clock_, sink_};
};

// There is no way from a run-time string to a name or a field, but the two that check it.
static_assert(!std::is_constructible_v<LogName, std::string>);
static_assert(!std::is_constructible_v<LogName, std::string_view>);
static_assert(!std::is_constructible_v<LogField, std::string, std::string>);

TEST_F(Log, writes_one_json_object_a_line) {
    logger_.info(LogEvent::request_finished,
                 {LogField::method("GET"), LogField::route("/cases/{id}"), LogField::status(200),
                  LogField::duration(base::Duration(1234)), LogField::id(base::Uuid{})});
    ASSERT_EQ(sink_.lines.size(), 1U);
    EXPECT_EQ(sink_.lines[0],
              "{\"time\":\"2026-11-24T14:30:05Z\",\"level\":\"info\",\"event\":\"request_finished\","
              "\"method\":\"GET\","
              "\"route\":\"/cases/{id}\",\"status\":200,\"duration_microseconds\":1234,"
              "\"id\":\"00000000-0000-0000-0000-000000000000\"}\n");
}

TEST_F(Log, holds_no_free_text_even_where_a_string_is_taken) {
    logger_.warning(LogEvent::request_refused,
                    {LogField::rule("INV-02"), LogField::problem(base::ProblemCode::consent_missing)});
    logger_.warning(LogEvent::request_refused, {LogField::rule("Olena Melnyk"), LogField::rule("x\"}")});
    logger_.warning(LogEvent::request_refused, {LogField::route(LogName::from_table("/search?name=Olena"))});
    EXPECT_NE(sink_.lines[0].find("\"rule\":\"INV-02\",\"problem\":\"consent_missing\""), std::string::npos);
    EXPECT_NE(sink_.lines[1].find("\"rule\":\"?\",\"rule\":\"?\""), std::string::npos);
    EXPECT_EQ(sink_.lines[2].find("Olena"), std::string::npos);
}

TEST_F(Log, names_the_kind_of_a_mistake_and_none_of_its_words) {
    base::SeededRandom random(3);
    const base::Incident incident = base::Incident::make(random);
    logger_.error(LogEvent::exception_caught,
                  {LogField::request(17), LogField::incident(incident),
                   LogField::exception(std::out_of_range("Olena Melnyk is not in the map"))});
    EXPECT_NE(sink_.lines[0].find("\"request\":17,\"incident\":\"" + incident.text() + "\""),
              std::string::npos);
    EXPECT_NE(sink_.lines[0].find("\"exception\":\"St12out_of_range\""), std::string::npos) << sink_.lines[0];
    EXPECT_EQ(sink_.lines[0].find("Olena"), std::string::npos);
}

TEST_F(Log, leaves_out_what_is_below_its_level) {
    logger_.write(LogLevel::debug, LogEvent::request_finished);
    EXPECT_TRUE(sink_.lines.empty());
    logger_.error(LogEvent::exception_caught);
    EXPECT_EQ(sink_.lines.size(), 1U);
}

TEST_F(Log, keeps_lines_whole_between_threads) {
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([this] {
            for (int index = 0; index < 100; ++index)
                logger_.info(LogEvent::job_finished, {LogField::count(index)});
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(sink_.lines.size(), 400U);
    EXPECT_TRUE(std::ranges::all_of(sink_.lines, [](const std::string& line) {
        return line.front() == '{' && line.ends_with("}\n") && std::ranges::count(line, '\n') == 1;
    }));
}

}  // namespace
