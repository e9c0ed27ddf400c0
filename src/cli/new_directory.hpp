#pragma once
// A data directory that is filled under another name and given its own when it is whole, so that a filling
// that was broken off is never mistaken for an installation. Promise: nothing that is there is touched, but
// settings that somebody wrote beforehand, which stay. Thread rule: one thread.

#include "base/result.hpp"
#include "cli/data_directory.hpp"

#include <string>

namespace cli {

class NewDirectory {
public:
    // "data" is filled as "data.<suffix>".
    NewDirectory(const DataDirectory& wanted, const std::string& suffix)
        : wanted_(wanted), place_(wanted.folder().string() + "." + suffix) {}
    NewDirectory(const NewDirectory&) = delete;
    NewDirectory& operator=(const NewDirectory&) = delete;
    ~NewDirectory();

    const DataDirectory& place() const { return place_; }

    // What an earlier filling that was broken off left is removed. Problems: already_exists, no_permission,
    // disk_full.
    base::Done begin();
    base::Done finish();

private:
    DataDirectory wanted_;
    DataDirectory place_;
    bool whole_ = false;
};

}  // namespace cli
