#pragma once
// Items of a programme while a round is imported: those that are there, grown where the file knows more
// options, and those that are new. Nothing is written before write(). Belongs to one unit of work.

#include "base/result.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/rounds/item_repository.hpp"

#include <string_view>
#include <vector>

namespace survey::rounds {

class ItemGrowth {
public:
    ItemGrowth(guard::WriteWork& work, ProgrammeId programme, ItemsByCode known)
        : work_(work), programme_(programme), known_(std::move(known)) {}

    // What the programme knows of this item, if it does.
    const KeptItem* find(std::string_view code) const;

    // `seen` is the item as the file shows it. `told` says whether anybody answered, so that its type is
    // known. Gives it with every option the programme knows, in their order, the new ones last.
    Item take(const Item& seen, bool told, bool declared);

    base::Done write();

    std::int64_t added() const { return added_; }
    const KeptItem& kept(std::string_view code) const { return known_.find(code)->second; }

private:
    struct Grown {
        std::string code;
        std::size_t from = 0;  // the first option that is not stored
        bool is_new = false;
    };
    void give_scale(KeptItem& kept, bool declared);

    guard::WriteWork& work_;
    ProgrammeId programme_;
    ItemsByCode known_;
    std::vector<Grown> grown_;
    std::int64_t added_ = 0;
};

}  // namespace survey::rounds
