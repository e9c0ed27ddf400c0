#include "archive/archive_for_test.hpp"
#include "archive/encoded_content.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

namespace archive {
namespace {

using base::ProblemCode;
using store::Engine;
using ::testing::HasSubstr;

class Backup : public ArchiveTest {
protected:
    // How many rows a database holds that no Waymark was ever put into.
    bool is_empty(store::Database& database) {
        return database
            .read([&](store::ReadSession& session) { return store::is_empty(session, database.engine()); })
            .value();
    }
    // After the one note that it was restored.
    void expect_restored(store::Database& target) {
        auto before = everything(database());
        auto after = everything(target);
        EXPECT_EQ(after["audit_event"].size(), before["audit_event"].size() + 1);
        EXPECT_TRUE(std::ranges::includes(after["audit_event"], before["audit_event"]));
        for (auto* tables : {&before, &after}) {
            tables->erase("audit_event");
            tables->erase("audit_head");
        }
        EXPECT_EQ(before, after);
        const auto verdict = target.read(
            [&](store::ReadSession& session) { return guard::verify_audit(session, keys_.audit_key()); });
        ASSERT_TRUE(verdict) << base::to_text(verdict.error());
        EXPECT_EQ(verdict->reason, "");
    }
};

TEST_P(Backup, comes_back_into_either_kind_of_database_with_every_row) {
    const auto made = save(backup());
    ASSERT_TRUE(made) << base::to_text(made.error());
    for (const Engine engine : {Engine::sqlite, Engine::postgresql}) {
        const auto target = empty_database(engine);
        const auto restored = restore(backup(), *target);
        ASSERT_TRUE(restored) << base::to_text(restored.error());
        EXPECT_EQ(restored->rows(), made->manifest.rows());
        EXPECT_EQ(restored->made_at, kNow);
        expect_restored(*target);
    }
}

TEST_P(Backup, holds_every_kind_of_value_to_the_bit) {
    const auto written = database().write([&](store::WriteSession& session) -> base::Result<std::int64_t> {
        return session.execute(
            "insert into sign_in_failure (tried_hash, failures, last_failed_at) values ($1, $2, $3), ($4, "
            "$5, $6)",
            {store::value(base::Bytes{}), store::value(std::numeric_limits<std::int64_t>::min()),
             store::value(std::numeric_limits<std::int64_t>::max()),
             store::value(base::Bytes{0, 255, 10, 92}), store::value(-1), store::value(0)});
    });
    ASSERT_TRUE(written) << base::to_text(written.error());
    add_organisation("Ніна \\N \\. \t tab, quote ' and \"; drop table organisation; --");
    ASSERT_TRUE(save(backup()));
    for (const Engine engine : {Engine::sqlite, Engine::postgresql}) {
        const auto target = empty_database(engine);
        const auto restored = restore(backup(), *target);
        ASSERT_TRUE(restored) << base::to_text(restored.error());
        expect_restored(*target);
    }
}

TEST_P(Backup, is_of_one_moment_whatever_is_written_meanwhile) {
    bool written = false;
    const auto made =
        save_backup(database(), migrations_, master_, backup(), {.at = kNow, .program = "test"}, random_,
                    {.writing = [&](std::int64_t, std::int64_t) -> base::Done {
                         if (!std::exchange(written, true)) add_organisation("Too Late");
                         return {};
                     },
                     .reading_back = go_on});
    ASSERT_TRUE(made) << base::to_text(made.error());
    ASSERT_TRUE(written);
    const auto target = empty_database(Engine::sqlite);
    ASSERT_TRUE(restore(backup(), *target));
    const auto names = everything(*target)["organisation"];
    EXPECT_EQ(names.size(), 3U);
    EXPECT_EQ(everything(database())["organisation"].size(), 4U);
}

TEST_P(Backup, shows_nothing_of_what_it_holds) {
    ASSERT_TRUE(save(backup()));
    const std::string bytes = content_of(backup());
    EXPECT_EQ(bytes.find("Harbour House"), std::string::npos);
    EXPECT_EQ(bytes.find("organisation"), std::string::npos);
    EXPECT_EQ(bytes.find(std::string(base::text_of(master_.expose()))), std::string::npos);
    struct stat status = {};
    ASSERT_EQ(::stat(backup().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777, 0600U);
}

TEST_P(Backup, never_takes_the_place_of_a_file_and_leaves_nothing_beside_it) {
    put(backup(), "a letter");
    EXPECT_EQ(save(backup()).error().code, ProblemCode::already_exists);
    EXPECT_EQ(content_of(backup()), "a letter");
    EXPECT_FALSE(std::filesystem::exists(backup().string() + ".partial"));
    EXPECT_EQ(save(folder() / "nowhere" / "a.backup").error().code, ProblemCode::not_found);
}

TEST_P(Backup, that_is_broken_off_leaves_no_file) {
    const auto stopped =
        save_backup(database(), migrations_, master_, backup(), {.at = kNow, .program = "test"}, random_,
                    {.writing = [](std::int64_t, std::int64_t) -> base::Done {
                         return base::fail(ProblemCode::shutting_down);
                     },
                     .reading_back = go_on});
    EXPECT_EQ(stopped.error().code, ProblemCode::shutting_down);
    EXPECT_FALSE(std::filesystem::exists(backup()));
    EXPECT_FALSE(std::filesystem::exists(backup().string() + ".partial"));
}

TEST_P(Backup, that_reads_back_otherwise_than_it_was_written_is_not_kept) {
    const auto made =
        save_backup(database(), migrations_, master_, backup(), {.at = kNow, .program = "test"}, random_,
                    {.writing = [&](std::int64_t, std::int64_t) -> base::Done {
                         std::fstream file(backup().string() + ".partial",
                                           std::ios::in | std::ios::out | std::ios::binary);
                         file.seekp(100);
                         file.put('x').put('y').put('z');
                         return {};
                     },
                     .reading_back = go_on});
    EXPECT_EQ(made.error().code, ProblemCode::backup_damaged);
    EXPECT_FALSE(std::filesystem::exists(backup()));
    EXPECT_FALSE(std::filesystem::exists(backup().string() + ".partial"));
}

TEST_P(Backup, asks_for_a_recovery_key_first) {
    ASSERT_TRUE(database().write(
        [](store::WriteSession& session) { return session.execute("delete from recovery_key"); }));
    const auto made = save(backup());
    EXPECT_EQ(made.error().code, ProblemCode::wrong_state);
    EXPECT_THAT(made.error().detail, HasSubstr("waymark recovery new"));
}

TEST_P(Backup, is_not_sealed_to_a_recovery_key_that_others_put_there) {
    base::SeededRandom random(99);
    const auto theirs = RecoveryKey::generate(random).box_key().public_key();
    ASSERT_TRUE(database().write([&](store::WriteSession& session) {
        return session.execute("update recovery_key set public_key = $1",
                               {store::value(base::ByteView(theirs))});
    }));
    EXPECT_EQ(save(backup()).error().code, ProblemCode::data_damaged);
}

TEST_P(Backup, opens_with_the_key_that_was_in_force_and_no_other) {
    ASSERT_TRUE(save(backup()));
    const auto first = std::exchange(recovery_, std::make_unique<RecoveryKey>(renew()));
    const auto target = empty_database(Engine::sqlite);
    EXPECT_EQ(restore(backup(), *target).error().code, ProblemCode::recovery_key_wrong);
    EXPECT_TRUE(is_empty(*target));
    const auto reader = BackupReader::open(backup()).value();
    base::SeededRandom random(3);
    EXPECT_EQ(reader->unlock(base::crypto::SealingKey::generate(random)).error().code,
              ProblemCode::wrong_key);
    EXPECT_TRUE(reader->unlock(master_));
    EXPECT_TRUE(reader->unlock(*first));
}

TEST_P(Backup, that_was_altered_anywhere_is_refused_and_leaves_the_database_empty) {
    ASSERT_TRUE(save(backup()));
    const std::string whole = content_of(backup());
    const auto other = folder() / "altered.backup";
    const auto target = empty_database(GetParam());
    const auto expect_refused = [&](const std::string& bytes, const std::string& what) {
        put(other, bytes);
        const auto refused = restore(other, *target);
        ASSERT_FALSE(refused) << what;
        EXPECT_THAT((std::vector{ProblemCode::backup_damaged, ProblemCode::database_newer,
                                 ProblemCode::recovery_key_wrong}),
                    ::testing::Contains(refused.error().code))
            << what << base::to_text(refused.error());
        EXPECT_TRUE(is_empty(*target)) << what;
    };
    // Every part of the open head, then places all over the sealed content.
    for (std::size_t place = 0; place < whole.size(); place += place < 298 ? 7 : whole.size() / 13) {
        std::string altered = whole;
        altered[place] = static_cast<char>(altered[place] ^ 1);
        // The installation's own wrapping is not what the recovery key opens; it is bound all the same.
        expect_refused(altered, "byte " + std::to_string(place));
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{10}, std::size_t{200}, std::size_t{298},
                                   std::size_t{310}, whole.size() / 2, whole.size() - 1}) {
        expect_refused(whole.substr(0, size), "cut at " + std::to_string(size));
    }
    expect_refused(whole + "x", "something after its end");
    expect_refused("PK\3\4 a foreign file that is long enough to be one, all the same", "a foreign file");
}

TEST_P(Backup, whose_content_was_swapped_for_that_of_another_is_refused) {
    ASSERT_TRUE(save(backup()));
    ASSERT_TRUE(save(folder() / "b.backup"));
    const std::string one = content_of(backup());
    const std::string other = content_of(folder() / "b.backup");
    put(folder() / "swapped.backup", one.substr(0, 298) + other.substr(298));
    const auto target = empty_database(Engine::sqlite);
    EXPECT_EQ(restore(folder() / "swapped.backup", *target).error().code, ProblemCode::backup_damaged);
    EXPECT_TRUE(is_empty(*target));
}

TEST_P(Backup, is_never_restored_over_something) {
    ASSERT_TRUE(save(backup()));
    const auto before = everything(database());
    EXPECT_EQ(restore(backup(), database()).error().code, ProblemCode::already_exists);
    EXPECT_EQ(everything(database()), before);
}

TEST_P(Backup, of_a_newer_program_is_refused) {
    ASSERT_TRUE(save(backup()));
    migrations_.pop_back();
    const auto target = empty_database(GetParam());
    EXPECT_EQ(restore(backup(), *target).error().code, ProblemCode::database_newer);
    EXPECT_TRUE(is_empty(*target));
}

TEST_P(Backup, of_an_older_program_is_brought_to_the_shape_of_this_one) {
    ASSERT_TRUE(save(backup()));
    store::Migration later;
    later.number = 9999;
    later.name = "later";
    later.sql = "alter table organisation add column seen_by bigint not null default 7;";
    later.checksum = "x";
    migrations_.push_back(later);
    const auto target = empty_database(GetParam());
    const auto restored = restore(backup(), *target);
    ASSERT_TRUE(restored) << base::to_text(restored.error());
    const auto seven = target->read([](store::ReadSession& session) {
        return session.query("select name from organisation where seen_by = 7");
    });
    EXPECT_EQ(seven.value().size(), 3U);
}

TEST_P(Backup, of_a_broken_audit_log_is_made_and_says_so) {
    ASSERT_TRUE(database().write([](store::WriteSession& session) {
        return session.execute("update audit_event set outcome = 'denied' where number = 2");
    }));
    const auto made = save(backup());
    ASSERT_TRUE(made) << base::to_text(made.error());
    EXPECT_EQ(made->manifest.audit.reason, "altered");
    EXPECT_EQ(made->manifest.audit.first_bad_row, 2);
    const auto target = empty_database(GetParam());
    EXPECT_EQ(restore(backup(), *target).error().code, ProblemCode::audit_chain_broken);
    EXPECT_TRUE(is_empty(*target));
    const auto restored = restore(backup(), *target, {.now = kNow, .broken_audit_allowed = true});
    ASSERT_TRUE(restored) << base::to_text(restored.error());
    EXPECT_EQ(everything(*target), everything(database()));
}

TEST_P(Backup, is_copied_to_either_kind_of_database_with_every_row_and_nothing_more) {
    for (const Engine engine : {Engine::sqlite, Engine::postgresql}) {
        const auto target = empty_database(engine);
        const auto copied = copy_database(database(), *target, migrations_, master_,
                                          {.at = kNow, .program = ""}, {.filling = go_on, .proving = go_on});
        ASSERT_TRUE(copied) << base::to_text(copied.error());
        EXPECT_EQ(everything(*target), everything(database()));
        const auto again = copy_database(database(), *target, migrations_, master_,
                                         {.at = kNow, .program = ""}, {.filling = go_on, .proving = go_on});
        EXPECT_EQ(again.error().code, ProblemCode::already_exists);
    }
}

TEST_P(Backup, copies_nothing_with_the_key_of_another_installation) {
    base::SeededRandom random(3);
    const auto target = empty_database(Engine::sqlite);
    const auto copied =
        copy_database(database(), *target, migrations_, base::crypto::SealingKey::generate(random),
                      {.at = kNow, .program = ""}, {.filling = go_on, .proving = go_on});
    EXPECT_EQ(copied.error().code, ProblemCode::wrong_key);
    EXPECT_TRUE(is_empty(*target));
}

WAYMARK_ON_EVERY_DATABASE(Backup);

}  // namespace
}  // namespace archive
