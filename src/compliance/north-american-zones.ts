/** Area codes that lie in the same time zones. */
export interface AreaCodes {
  /** IANA zones; where an area code crosses a border of zones, all that it touches. */
  readonly zones: readonly string[]
  readonly areaCodes: string
}

/**
 * Where the area codes of the United States and Canada are. New ones appear every year: one that is not
 * here is taken to be anywhere in its country.
 */
export const northAmericanZones: {
  readonly reviewedAt: string
  readonly source: string
  readonly groups: readonly AreaCodes[]
} = {
  reviewedAt: '2026-11-22',
  source: 'Area codes as the numbering plan assigns them; zone borders as the tz database has them',
  groups: [
    {
      zones: ['America/New_York'],
      areaCodes: `
        203 475 860 959 302 202 771 239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813
        863 904 941 954 229 404 470 478 678 706 762 770 912 943 260 317 463 765 502 606 859 207 227 240
        301 410 443 667 339 351 413 508 617 774 781 857 978 231 248 269 313 517 586 616 679 734 810 947
        989 603 201 551 609 640 732 848 856 862 908 973 212 315 329 332 347 363 516 518 585 607 631 646
        680 716 718 838 845 914 917 929 934 252 336 472 704 743 828 910 919 980 984 216 220 234 283 326
        330 380 419 436 440 513 567 614 740 937 215 223 267 272 412 445 484 570 582 610 717 724 814 835
        878 401 803 821 839 843 854 864 865 802 276 434 540 571 686 703 757 804 826 948 304 681`,
    },
    {
      zones: ['America/Chicago'],
      areaCodes: `
        205 251 256 659 938 327 479 501 870 217 224 309 312 331 447 464 618 630 708 730 773 779 815 847
        872 319 515 563 641 712 316 913 225 318 337 504 985 218 320 507 612 651 763 952 228 601 662 769
        235 314 417 557 573 636 660 816 975 402 531 405 539 572 580 918 615 629 731 901 931 210 214 254
        281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832 903 936 940 945 956 972 979
        262 274 353 414 534 608 715 920`,
    },
    {
      zones: ['America/New_York', 'America/Chicago'],
      areaCodes: '850 448 219 574 812 930 270 364 906 423 334',
    },
    { zones: ['America/Chicago', 'America/Denver'], areaCodes: '308 605 620 701 785' },
    {
      zones: ['America/Denver'],
      areaCodes: '303 719 720 748 970 983 406 505 575 385 435 801 307 915',
    },
    { zones: ['America/Phoenix'], areaCodes: '480 520 602 623' },
    { zones: ['America/Phoenix', 'America/Denver'], areaCodes: '928' },
    { zones: ['America/Boise', 'America/Los_Angeles'], areaCodes: '208 986 458 541' },
    { zones: ['America/Denver', 'America/Los_Angeles'], areaCodes: '775' },
    {
      zones: ['America/Los_Angeles'],
      areaCodes: `
        209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669
        707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951 702 725 503 971 206 253 360
        425 509 564`,
    },
    { zones: ['America/Anchorage', 'America/Adak'], areaCodes: '907' },
    { zones: ['Pacific/Honolulu'], areaCodes: '808' },
    {
      zones: ['America/Toronto'],
      areaCodes: `
        416 437 647 942 289 365 742 905 226 382 519 548 343 613 753 249 683 705 263 438 514 354 450 579
        468 819 873`,
    },
    { zones: ['America/Toronto', 'America/Winnipeg', 'America/Coral_Harbour'], areaCodes: '807' },
    {
      zones: ['America/Toronto', 'America/Halifax', 'America/Blanc-Sablon'],
      areaCodes: '273 367 418 581',
    },
    { zones: ['America/Winnipeg'], areaCodes: '204 431 584' },
    { zones: ['America/Regina', 'America/Edmonton'], areaCodes: '306 474 639' },
    { zones: ['America/Edmonton'], areaCodes: '368 403 587 780 825' },
    { zones: ['America/Vancouver'], areaCodes: '604' },
    {
      zones: ['America/Vancouver', 'America/Edmonton', 'America/Creston', 'America/Fort_Nelson'],
      areaCodes: '236 250 257 672 778',
    },
    { zones: ['America/Halifax'], areaCodes: '782 902' },
    { zones: ['America/Moncton'], areaCodes: '428 506' },
    { zones: ['America/St_Johns', 'America/Goose_Bay'], areaCodes: '709 879' },
    {
      zones: [
        'America/Whitehorse',
        'America/Inuvik',
        'America/Cambridge_Bay',
        'America/Rankin_Inlet',
        'America/Resolute',
        'America/Coral_Harbour',
        'America/Iqaluit',
      ],
      areaCodes: '867',
    },
  ],
}
