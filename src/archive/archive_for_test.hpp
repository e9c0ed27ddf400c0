#pragma once
// An installation with organisations, an audit log and a recovery key, for the tests of this room. Tests
// only.

#include "archive/installed_recovery_key.hpp"
#include "archive/restore_backup.hpp"
#include "archive/save_backup.hpp"
#include "base/crypto/random.hpp"
#include "guard/add_organisation.hpp"
#include "guard/user.hpp"
#include "store/bulk_load.hpp"
#include "store/table_shape.hpp"
#include "store/testing/on_every_database.hpp"

#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

namespace archive {

inline base::Done go_on(std::int64_t /*done*/, std::int64_t /*total*/) {
    return {};
}

class ArchiveTest : public store::testing::OnEveryDatabase {
protected:
    static constexpr base::Time kNow{1'800'000'000'000'000};

    void SetUp() override {
        OnEveryDatabase::SetUp();
        if (IsSkipped()) return;
        bind(database());
        for (const char* name : {"Harbour House", "Reception Centre North", "Return Unit"})
            add_organisation(name);
        recovery_ = std::make_unique<RecoveryKey>(renew());
    }

    void bind(store::Database& database) {
        const auto bound = database.run_write(
            [&](store::WriteSession& session) -> base::Done { return keys_.bind_to(session, kNow); });
        ASSERT_TRUE(bound) << base::to_text(bound.error());
    }
    guard::Workplace workplace() {
        return {.database = database(), .keys = keys_, .clock = clock_, .random = random_};
    }
    void add_organisation(const std::string& name) {
        auto place = workplace();
        const auto added = guard::add_organisation(place, guard::command_line_actor(),
                                                   {.name = name,
                                                    .kind = guard::OrganisationKind::ngo,
                                                    .first_responder = true,
                                                    .agreement_valid_to = kNow + std::chrono::hours(24)});
        ASSERT_TRUE(added) << base::to_text(added.error());
    }
    RecoveryKey renew() {
        auto place = workplace();
        auto key = renew_recovery_key(place, guard::command_line_actor(), master_);
        if (!key) throw std::runtime_error(base::to_text(key.error()));
        return std::move(*key);
    }

    base::Result<BackupMade> save(const std::filesystem::path& path) {
        return save_backup(database(), migrations_, master_, path, {.at = kNow, .program = "test"}, random_,
                           {.writing = go_on, .reading_back = go_on});
    }
    std::filesystem::path backup() const { return folder() / "a.backup"; }

    base::Result<Manifest> restore(const std::filesystem::path& path, store::Database& target,
                                   const RestoreWish& wish = {.now = kNow}) {
        const auto reader = BackupReader::open(path);
        if (!reader) return base::fail(reader.error());
        const auto master = (*reader)->unlock(*recovery_);
        if (!master) return base::fail(master.error());
        return restore_backup(**reader, *master, target, migrations_, wish,
                              {.filling = go_on, .proving = go_on});
    }

    // Every row of every table, in the order of its bytes.
    std::map<std::string, std::vector<std::string>> everything(store::Database& database) {
        std::map<std::string, std::vector<std::string>> found;
        const auto shapes = store::table_shapes(migrations_).value();
        const auto read = database.run_snapshot([&](store::ReadSession& session) -> base::Done {
            for (const store::TableShape& shape : shapes) {
                auto& rows = found[shape.name];
                const auto all = session.query("select * from " + shape.name);
                if (!all) return base::fail(all.error());
                for (const store::Row& row : *all) {
                    rows.emplace_back(base::text_of(encoded(row, shape.columns)));
                }
                std::ranges::sort(rows);
            }
            return {};
        });
        EXPECT_TRUE(read) << base::to_text(read.error());
        return found;
    }

    static std::string content_of(const std::filesystem::path& path) {
        std::ifstream stream(path, std::ios::binary);
        std::ostringstream content;
        content << stream.rdbuf();
        return content.str();
    }
    static void put(const std::filesystem::path& path, const std::string& content) {
        std::ofstream(path, std::ios::binary) << content;
    }

    base::crypto::SealingKey master_ = [] {
        base::SeededRandom random(7);
        return base::crypto::SealingKey::generate(random);
    }();
    guard::KeyRing keys_ = guard::KeyRing::from_master(master_.clone());
    base::ManualClock clock_{kNow};
    base::crypto::SystemRandom random_;
    std::unique_ptr<RecoveryKey> recovery_;
    std::vector<store::Migration> migrations_ = store::program_migrations().value();

private:
    // Written here anew, so that a mistake of the room's own encoding does not hide itself.
    static base::Bytes encoded(const store::Row& row, const store::ColumnNames& columns) {
        std::string text;
        for (const std::string& column : columns) {
            const auto place = std::ranges::find(row.columns(), column) - row.columns().begin();
            const store::Value& value = row.values()[static_cast<std::size_t>(place)];
            text += column + "=" + std::to_string(value.index()) + ":";
            if (const auto* number = std::get_if<std::int64_t>(&value)) text += std::to_string(*number);
            if (const auto* words = std::get_if<std::string>(&value)) text += *words;
            if (const auto* bytes = std::get_if<base::Bytes>(&value)) text += base::text_of(*bytes);
            text += ";";
        }
        return base::copy_of(text);
    }
};

}  // namespace archive
