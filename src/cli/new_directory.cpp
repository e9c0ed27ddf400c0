#include "cli/new_directory.hpp"

#include "archive/whole_file.hpp"

#include <filesystem>
#include <system_error>

namespace cli {

using base::ProblemCode;

NewDirectory::~NewDirectory() {
    std::error_code ignored;
    if (!whole_) std::filesystem::remove_all(place_.folder(), ignored);
}

base::Done NewDirectory::begin() {
    const auto is_new = wanted_.is_new();
    if (!is_new) return base::fail(is_new.error());
    if (!*is_new) {
        return base::fail(ProblemCode::already_exists, wanted_.folder().string() +
                                                           " holds something; what is wanted is a directory "
                                                           "that is not there yet");
    }
    std::error_code error;
    std::filesystem::remove_all(place_.folder(), error);
    if (error) return base::fail(ProblemCode::no_permission, place_.folder().string());
    return place_.make();
}

base::Done NewDirectory::finish() {
    std::error_code error;
    if (std::filesystem::exists(wanted_.settings(), error)) {
        std::filesystem::copy_file(wanted_.settings(), place_.settings(), error);
        if (!error) std::filesystem::remove(wanted_.settings(), error);
    }
    if (!error && std::filesystem::exists(wanted_.folder())) {
        std::filesystem::remove(wanted_.folder(), error);
    }
    if (error) return base::fail(ProblemCode::no_permission, wanted_.folder().string());
    if (auto named = archive::give_name(place_.folder(), wanted_.folder()); !named) return named;
    whole_ = true;
    return {};
}

}  // namespace cli
