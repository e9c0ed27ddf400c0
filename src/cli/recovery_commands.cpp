#include "cli/recovery_commands.hpp"

#include "archive/installed_recovery_key.hpp"
#include "cli/onlooker.hpp"
#include "guard/master_key_file.hpp"
#include "guard/user.hpp"

#include <cctype>
#include <fstream>
#include <istream>
#include <ostream>
#include <string>
#include <utility>

namespace cli {
namespace {

using base::ProblemCode;

constexpr std::size_t kLetters = archive::RecoveryKey::kGroups * archive::RecoveryKey::kGroupLetters;
constexpr std::size_t kTextMost = 4096;

base::Done make_and_show(const Task& task, const DataDirectory& directory, Installation& installation) {
    const auto master = guard::read_master_key(directory.master_key());
    if (!master) return base::fail(master.error());
    const auto key =
        archive::renew_recovery_key(installation.workplace(), guard::command_line_actor(), *master);
    if (!key) return base::fail(key.error());
    const base::Secret<std::string> text = key->text();
    const std::size_t half = text.expose().find('\n');
    task.world.out
        << "\nThe recovery key of this installation, shown this once:\n\n    "
        << std::string_view(text.expose()).substr(0, half) << "\n    "
        << std::string_view(text.expose()).substr(half + 1)
        << "\n\nIt opens backups on another machine. Copy it by hand to paper now, and keep that away "
           "from this machine and\nfrom the backups: who has both can open everything. \"waymark "
           "recovery check\" tells whether you copied it right.\n\n";
    return {};
}

// Line by line, because it is shown in two.
std::string typed(std::istream& in) {
    std::string text;
    std::string line;
    std::size_t letters = 0;
    while (letters < kLetters && text.size() < kTextMost && std::getline(in, line)) {
        for (const char letter : line)
            letters += std::isalnum(static_cast<unsigned char>(letter)) != 0 ? 1 : 0;
        text += line + "\n";
        base::wipe(line.data(), line.size());
    }
    return text;
}

}  // namespace

base::Result<bool> has_recovery_key(store::Database& database) {
    return database.read([](store::ReadSession& session) -> base::Result<bool> {
        const auto rows = session.query("select one from recovery_key");
        if (!rows) return base::fail(rows.error());
        return !rows->empty();
    });
}

base::Done make_recovery_key(const Task& task, const DataDirectory& directory, Installation& installation) {
    const auto has = has_recovery_key(installation.database());
    if (!has) return base::fail(has.error());
    if (*has) return {};
    return make_and_show(task, directory, installation);
}

base::Done renew_recovery_key(const Task& task) {
    const auto settings = task.settings();
    if (!settings) return base::fail(settings.error());
    const auto installation =
        Installation::open(task.directory, *settings, Opening::existing, task.world.clock);
    if (!installation) return base::fail(installation.error());
    const auto had = has_recovery_key((*installation)->database());
    if (!had) return base::fail(had.error());
    if (auto made = make_and_show(task, task.directory, **installation); !made) return made;
    if (*had) {
        task.world.out << "Backups made before today's key open with the key before it: keep that as long as "
                          "them.\n";
    }
    return {};
}

base::Done check_recovery_key(const Task& task, const std::filesystem::path& file) {
    const auto settings = task.settings();
    if (!settings) return base::fail(settings.error());
    const auto master = guard::read_master_key(task.directory.master_key());
    if (!master) return base::fail(master.error());
    const auto database = open_onlooker(task.directory, *settings);
    if (!database) return base::fail(database.error());
    const auto in_force = (*database)->read(
        [&](store::ReadSession& session) { return archive::load_recovery_key(session, *master); });
    if (!in_force) return base::fail(in_force.error());
    const auto key = read_recovery_key(task, file);
    if (!key) return base::fail(key.error());
    if (key->box_key().public_key() != *in_force) {
        return base::fail(ProblemCode::recovery_key_wrong, "it is copied right, but is not the one in force");
    }
    task.world.out << "This is the recovery key in force.\n";
    return {};
}

base::Result<archive::RecoveryKey> read_recovery_key(const Task& task, const std::filesystem::path& file) {
    if (file.empty()) {
        task.world.err << "Recovery key (8 groups of 5, in one line or two): " << std::flush;
        const base::Secret<std::string> text(typed(task.world.in));
        return archive::RecoveryKey::from_text(text.expose());
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        std::error_code error;
        const bool there = std::filesystem::exists(file, error);
        return base::fail(there ? ProblemCode::no_permission : ProblemCode::not_found, file.string());
    }
    const base::Secret<std::string> text(typed(stream));
    return archive::RecoveryKey::from_text(text.expose());
}

}  // namespace cli
