/* lvzhi.h without preprocessor, for FFI::cdef of PHP and the like. Made together with it; do not edit. */
enum {
    LVZHI_VERSION_MAJOR = 0,
    LVZHI_VERSION_MINOR = 1,
    LVZHI_VERSION_PATCH = 0,
    LVZHI_ABI_VERSION = 4,
    LVZHI_LONGEST_TEXT = 65536,
    LVZHI_MOST_MATCHES = 16,
    LVZHI_MOST_EVIDENCE = 12,
    LVZHI_UTF8 = 1,
    LVZHI_GB18030 = 2,
    LVZHI_UTF16LE = 3,
    LVZHI_GB18030_STRICT = 4,
    LVZHI_CHINESE = 1,
    LVZHI_ENGLISH = 2,
    LVZHI_BASIC = 1,
    LVZHI_COOPERATIVE = 2,
    LVZHI_RECLAIMED = 3,
    LVZHI_UNLISTED = 4,
    LVZHI_UNCLEAR = 5,
    LVZHI_TOO_LITTLE = 1,
    LVZHI_TIERS_NEAR = 2,
    LVZHI_ONLY_FRAME = 3,
    LVZHI_ASKS_LIST = 4,
    LVZHI_BALANCED = 1,
    LVZHI_CAREFUL = 2,
    LVZHI_EAGER = 3,
    LVZHI_LEAD = 1,
    LVZHI_JOINT = 2,
    LVZHI_SUCCESSOR = 3,
    LVZHI_UPPER = 1,
    LVZHI_TOWNSHIP = 2,
    LVZHI_ANY = -1000,
    LVZHI_NONE = -1001,
    LVZHI_TIERS = 1,
    LVZHI_VERDICTS = 2,
    LVZHI_ROLES = 3,
    LVZHI_KINDS = 4,
    LVZHI_REPAIR_KINDS = 5,
    LVZHI_MET = 6,
    LVZHI_REASONS = 7,
    LVZHI_FRAME_KINDS = 8,
    LVZHI_ITEM_ID = 1,
    LVZHI_ITEM_NAME = 2,
    LVZHI_ITEM_CATEGORY = 3,
    LVZHI_ITEM_LEAD = 4,
    LVZHI_ITEM_RESPONSIBLE = 5,
    LVZHI_MATTER_ID = 1,
    LVZHI_MATTER_NAME = 2,
    LVZHI_MATTER_THING = 3,
    LVZHI_MATTER_ACT = 4,
    LVZHI_MATTER_FIELD = 5,
    LVZHI_MATTER_BODY = 6,
    LVZHI_MATTER_BASIS = 7,
    LVZHI_MOST_PARTS = 16,
    LVZHI_OK = 0,
    LVZHI_TRUNCATED = 1,
    LVZHI_NULL_ARGUMENT = -2,
    LVZHI_BAD_LENGTH = -3,
    LVZHI_MISALIGNED = -4,
    LVZHI_BAD_STRUCT_SIZE = -5,
    LVZHI_BAD_VALUE = -6,
    LVZHI_OUT_OF_RANGE = -7,
    LVZHI_INVALID_TEXT = -8,
    LVZHI_EMPTY_TEXT = -9,
    LVZHI_TEXT_TOO_LONG = -10,
    LVZHI_NOT_AN_ID = -11,
    LVZHI_UNENCODABLE = -12,
    LVZHI_NO_MEMORY = -13,
    LVZHI_NOT_FOUND = -14,
    LVZHI_CLOSED_LIST = -15,
    LVZHI_UNREADABLE = -16,
    LVZHI_NOT_A_LIST = -17,
    LVZHI_INTERNAL = -100,
    LVZHI_TOWNSHIP_NAME = 1,
    LVZHI_TOWNSHIP_COUNTY = 2,
    LVZHI_TOWNSHIP_PREFECTURE = 3,
    LVZHI_TOWNSHIP_REGION = 4,
    LVZHI_TOWNSHIP_CODE = 5,
    LVZHI_TOWNSHIP_EDITION = 6,
};
typedef struct lvzhi_list_s lvzhi_list_s;
typedef struct lvzhi_text {
  const char *data;
  size_t len;
} lvzhi_text;
typedef const struct lvzhi_list_s *lvzhi_list;
typedef struct lvzhi_options {
  uint32_t struct_size;
  int32_t listed_e4;
  int32_t lead_e4;
  int32_t top;
  int32_t evidence;
  int32_t frames;
} lvzhi_options;
typedef struct lvzhi_answer {
  uint32_t struct_size;
  int32_t verdict;
  int32_t confidence_e4;
  int32_t matter;
  int32_t reason;
  int32_t elsewhere;
} lvzhi_answer;
typedef struct lvzhi_match {
  int32_t item;
  int32_t score_e4;
  int32_t confidence_e4;
  int32_t matter;
} lvzhi_match;
typedef struct lvzhi_row {
  int32_t status;
  int32_t verdict;
  int32_t confidence_e4;
  int32_t item;
  int32_t candidate;
  int32_t candidate_e4;
  int32_t matter;
  int32_t reason;
  int32_t elsewhere;
} lvzhi_row;
typedef struct lvzhi_evidence {
  uint32_t start;
  uint32_t end;
  int32_t met;
  int32_t share_e3;
} lvzhi_evidence;
typedef struct lvzhi_frame_part {
  uint32_t start;
  uint32_t end;
  int32_t kind;
} lvzhi_frame_part;
typedef struct lvzhi_part {
  uint32_t start;
  uint32_t end;
  struct lvzhi_row answer;
} lvzhi_part;
typedef struct lvzhi_cross_row {
  int32_t tier;
  int32_t category;
  int32_t items;
} lvzhi_cross_row;
int32_t lvzhi_abi_version(void);
int32_t lvzhi_version(struct lvzhi_text *version);
int32_t lvzhi_data_version(lvzhi_list list,
                           struct lvzhi_text *version);
int32_t lvzhi_valid_up_to(const void *text,
                          size_t len,
                          int32_t encoding,
                          size_t *valid);
int32_t lvzhi_text_encoding(const void *text,
                            size_t len);
int32_t lvzhi_convert(const void *text,
                      size_t len,
                      int32_t encoding,
                      int32_t to_encoding,
                      void *buffer,
                      size_t capacity,
                      size_t *needed);
int32_t lvzhi_default_options(struct lvzhi_options *options);
int32_t lvzhi_named_options(int32_t setting,
                            struct lvzhi_options *options);
int32_t lvzhi_classify(lvzhi_list list,
                       const void *text,
                       size_t len,
                       int32_t encoding,
                       const struct lvzhi_options *options,
                       struct lvzhi_answer *answer,
                       struct lvzhi_match *matches,
                       size_t capacity,
                       size_t *count);
int32_t lvzhi_verdict_of(lvzhi_list list,
                         const void *text,
                         size_t len,
                         int32_t encoding);
int32_t lvzhi_item_of(lvzhi_list list,
                      const void *text,
                      size_t len,
                      int32_t encoding);
int32_t lvzhi_classify_many(lvzhi_list list,
                            const void *const *texts,
                            const size_t *lens,
                            size_t count,
                            int32_t encoding,
                            const struct lvzhi_options *options,
                            struct lvzhi_row *rows);
int32_t lvzhi_evidence_for(lvzhi_list list,
                           const void *text,
                           size_t len,
                           int32_t encoding,
                           int32_t item_index,
                           struct lvzhi_evidence *parts,
                           size_t capacity,
                           size_t *count);
int32_t lvzhi_code_count(int32_t set);
int32_t lvzhi_code_key(int32_t set,
                       int32_t code,
                       struct lvzhi_text *key);
int32_t lvzhi_code_name(int32_t set,
                        int32_t code,
                        struct lvzhi_text *name);
int32_t lvzhi_code_text(int32_t set,
                        int32_t code,
                        int32_t encoding,
                        void *buffer,
                        size_t capacity,
                        size_t *needed);
int32_t lvzhi_department_count(lvzhi_list list);
int32_t lvzhi_department_by_name(lvzhi_list list,
                                 const void *text,
                                 size_t len,
                                 int32_t encoding,
                                 int32_t *department);
int32_t lvzhi_departments_like(lvzhi_list list,
                               const void *text,
                               size_t len,
                               int32_t encoding,
                               int32_t *departments,
                               size_t capacity,
                               size_t *count);
int32_t lvzhi_department_name(lvzhi_list list,
                              int32_t department_index,
                              struct lvzhi_text *name);
int32_t lvzhi_department_text(lvzhi_list list,
                              int32_t department_index,
                              int32_t encoding,
                              void *buffer,
                              size_t capacity,
                              size_t *needed);
int32_t lvzhi_department_short(lvzhi_list list,
                               int32_t department_index,
                               struct lvzhi_text *name);
int32_t lvzhi_alias_count(lvzhi_list list, int32_t department_index);
int32_t lvzhi_alias(lvzhi_list list,
                    int32_t department_index,
                    int32_t n,
                    struct lvzhi_text *alias);
int32_t lvzhi_department_kind(lvzhi_list list, int32_t department_index);
int32_t lvzhi_department_item_count(lvzhi_list list, int32_t department_index, int32_t role);
int32_t lvzhi_duty_group_count(lvzhi_list list,
                               int32_t item_index,
                               int32_t side);
int32_t lvzhi_duty_group(lvzhi_list list,
                         int32_t item_index,
                         int32_t side,
                         int32_t group_index,
                         struct lvzhi_text *heading,
                         int32_t *department);
int32_t lvzhi_duty_count(lvzhi_list list, int32_t item_index, int32_t side, int32_t group_index);
int32_t lvzhi_duty(lvzhi_list list,
                   int32_t item_index,
                   int32_t side,
                   int32_t group_index,
                   int32_t n,
                   struct lvzhi_text *duty);
int32_t lvzhi_duty_heading_text(lvzhi_list list,
                                int32_t item_index,
                                int32_t side,
                                int32_t group_index,
                                int32_t encoding,
                                void *buffer,
                                size_t capacity,
                                size_t *needed);
int32_t lvzhi_duty_text(lvzhi_list list,
                        int32_t item_index,
                        int32_t side,
                        int32_t group_index,
                        int32_t n,
                        int32_t encoding,
                        void *buffer,
                        size_t capacity,
                        size_t *needed);
int32_t lvzhi_export_line_count(lvzhi_list list);
int32_t lvzhi_export_line(lvzhi_list list,
                          int32_t n,
                          int32_t encoding,
                          void *buffer,
                          size_t capacity,
                          size_t *needed);
int32_t lvzhi_item_tier(lvzhi_list list,
                        int32_t item_index);
int32_t lvzhi_item_number(lvzhi_list list, int32_t item_index);
int32_t lvzhi_item_category(lvzhi_list list, int32_t item_index);
int32_t lvzhi_item_name(lvzhi_list list, int32_t item_index, struct lvzhi_text *name);
int32_t lvzhi_item_text(lvzhi_list list,
                        int32_t item_index,
                        int32_t which,
                        int32_t encoding,
                        void *buffer,
                        size_t capacity,
                        size_t *needed);
int32_t lvzhi_item_is_discontinued(lvzhi_list list, int32_t item_index);
int32_t lvzhi_item_lead(lvzhi_list list,
                        int32_t item_index);
int32_t lvzhi_item_department_count(lvzhi_list list, int32_t item_index);
int32_t lvzhi_item_department(lvzhi_list list,
                              int32_t item_index,
                              int32_t n,
                              int32_t *department,
                              int32_t *role);
int32_t lvzhi_takeover_count(lvzhi_list list, int32_t item_index);
int32_t lvzhi_takeover(lvzhi_list list,
                       int32_t item_index,
                       int32_t n,
                       int32_t *department,
                       struct lvzhi_text *method);
int32_t lvzhi_takeover_text(lvzhi_list list,
                            int32_t item_index,
                            int32_t n,
                            int32_t encoding,
                            void *buffer,
                            size_t capacity,
                            size_t *needed);
int32_t lvzhi_source_line_count(lvzhi_list list, int32_t item_index);
int32_t lvzhi_source_line(lvzhi_list list, int32_t item_index, int32_t n);
int32_t lvzhi_related_count(lvzhi_list list, int32_t item_index);
int32_t lvzhi_related(lvzhi_list list,
                      int32_t item_index,
                      int32_t n);
int32_t lvzhi_repair_count(lvzhi_list list, int32_t item_index);
int32_t lvzhi_repair(lvzhi_list list,
                     int32_t item_index,
                     int32_t n,
                     int32_t *kind,
                     struct lvzhi_text *field,
                     struct lvzhi_text *scanned,
                     struct lvzhi_text *basis);
int32_t lvzhi_list_open(const void *path,
                        size_t len,
                        int32_t encoding,
                        lvzhi_list *list);
int32_t lvzhi_list_open_bytes(const void *file,
                              size_t len,
                              lvzhi_list *list);
int32_t lvzhi_list_share(lvzhi_list list);
int32_t lvzhi_list_close(lvzhi_list list);
int32_t lvzhi_list_problem(const void *path,
                           size_t len,
                           int32_t encoding,
                           void *buffer,
                           size_t capacity,
                           size_t *needed);
int32_t lvzhi_list_problem_bytes(const void *file,
                                 size_t len,
                                 int32_t encoding,
                                 void *buffer,
                                 size_t capacity,
                                 size_t *needed);
int32_t lvzhi_item_count(lvzhi_list list);
int32_t lvzhi_item_at(lvzhi_list list,
                      int32_t tier,
                      int32_t number);
int32_t lvzhi_item_by_id(lvzhi_list list,
                         const void *text,
                         size_t len,
                         int32_t encoding,
                         int32_t *item);
int32_t lvzhi_item_by_name(lvzhi_list list,
                           const void *text,
                           size_t len,
                           int32_t encoding,
                           int32_t *item);
int32_t lvzhi_item_resolve(lvzhi_list list,
                           const void *text,
                           size_t len,
                           int32_t encoding,
                           int32_t *item);
int32_t lvzhi_items(lvzhi_list list,
                    int32_t tier,
                    int32_t category_index,
                    int32_t department_index,
                    int32_t role,
                    int32_t *items,
                    size_t capacity,
                    size_t *count);
int32_t lvzhi_matter_count(void);
int32_t lvzhi_matter_by_id(const void *text,
                           size_t len,
                           int32_t encoding,
                           int32_t *matter);
int32_t lvzhi_matter_text(int32_t matter_number,
                          int32_t which,
                          int32_t encoding,
                          void *buffer,
                          size_t capacity,
                          size_t *needed);
int32_t lvzhi_cover_count(lvzhi_list list, int32_t item_index);
int32_t lvzhi_cover(lvzhi_list list,
                    int32_t item_index,
                    int32_t n,
                    int32_t *matter,
                    int32_t *main,
                    int32_t *stated);
int32_t lvzhi_frame_of(const void *text,
                       size_t len,
                       int32_t encoding,
                       struct lvzhi_frame_part *parts,
                       size_t capacity,
                       size_t *count);
int32_t lvzhi_classify_parts(lvzhi_list list,
                             const void *text,
                             size_t len,
                             int32_t encoding,
                             const struct lvzhi_options *options,
                             struct lvzhi_part *parts,
                             size_t capacity,
                             size_t *count);
int32_t lvzhi_status_message(int32_t status,
                             int32_t language,
                             struct lvzhi_text *text);
int32_t lvzhi_status_text(int32_t status,
                          int32_t language,
                          int32_t encoding,
                          void *buffer,
                          size_t capacity,
                          size_t *needed);
int32_t lvzhi_answer_text(lvzhi_list list,
                          const void *text,
                          size_t len,
                          int32_t encoding,
                          const struct lvzhi_options *options,
                          void *buffer,
                          size_t capacity,
                          size_t *needed);
int32_t lvzhi_classify_json(lvzhi_list list,
                            const void *text,
                            size_t len,
                            int32_t encoding,
                            const struct lvzhi_options *options,
                            void *buffer,
                            size_t capacity,
                            size_t *needed);
int32_t lvzhi_township_text(lvzhi_list list,
                            int32_t which,
                            struct lvzhi_text *text);
int32_t lvzhi_is_made_up(lvzhi_list list);
int32_t lvzhi_figure_count(lvzhi_list list);
int32_t lvzhi_figure(lvzhi_list list,
                     int32_t n,
                     struct lvzhi_text *key,
                     struct lvzhi_text *name,
                     struct lvzhi_text *unit,
                     uint64_t *value);
int32_t lvzhi_declared_items(lvzhi_list list, int32_t tier);
int32_t lvzhi_declared_categories(lvzhi_list list, int32_t tier);
int32_t lvzhi_declared_departments(lvzhi_list list,
                                   int32_t tier);
int32_t lvzhi_missing_departments(lvzhi_list list,
                                  int32_t tier);
int32_t lvzhi_tier_by_name(const void *text,
                           size_t len,
                           int32_t encoding,
                           int32_t *tier);
int32_t lvzhi_category_count(lvzhi_list list);
int32_t lvzhi_category_name(lvzhi_list list,
                            int32_t category_index,
                            struct lvzhi_text *name);
int32_t lvzhi_cross_table(lvzhi_list list,
                          struct lvzhi_cross_row *rows,
                          size_t capacity,
                          size_t *count);
