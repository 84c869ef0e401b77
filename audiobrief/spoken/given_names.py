"""Common given names, grouped by the pronoun that news uses for the people who have them.

No other file lists these names. They tell a person from a place or an agency,
and resolve "he" and "she". Names that men and women both commonly have are in
no table. A language adds its own: Andrea is a man in Italian news. The cleaner
has more names, for which it does not need a pronoun.
"""

HE = frozenset(
    """
    Aaron Adam Adrian Ahmed Akira Alan Albert Alejandro Alexander Alfred Ali Allen Amir
    Amit Anders Andre Andreas Andrei Andrew Andrzej Andrés Andy Angus Anthony Antonio
    Ari Arne Arnold Arthur Arun Asif Barry Ben Benjamin Bernard Bernie Bill Björn Bob
    Boris Brad Brandon Brendan Brent Brett Brian Bruce Bruno Bryan Byron Callum Calvin
    Carl Carlos Cedric Chad Charles Charlie Chris Christian Christoph Christopher
    Clarence Claude Clint Colin Connor Corey Cory Craig Curtis Cyril Dan Daniel Danny
    Darrell Darren Dave David Dean Denis Dennis Derek Diego Dieter Dmitri Don Donald
    Doug Douglas Duncan Dustin Dwight Dylan Ed Eddie Edgar Eduardo Edward Edwin Eli
    Elliott Emilio Emmanuel Enrique Eric Erik Ernesto Ethan Eugene Evan Felipe Felix
    Fergus Fernando Francisco Francois Frank François Fred Frederick Friedrich Gabriel
    Gareth Gary Gavin Geoff Geoffrey George Gerald Gerard Gilbert Gilles Giovanni
    Giuseppe Glenn Gordon Graham Grant Greg Gregory Guido Guillermo Guy Günter Hank Hans
    Harold Harry Hassan Hector Heinz Henri Henry Herbert Herman Howard Hubert Hugh Hugo
    Hussein Ian Ibrahim Ignacio Igor Isaac Ivan Jack Jacob Jacques Jaime Jake James
    Jared Jason Javier Jay Jeff Jeffrey Jens Jeremy Jerome Jerry Jesse Jim Jimmy Jiří
    Joaquin Joe Joel Johan John Johnny Jon Jonathan Jorge Jose Josef Joseph Josh Joshua
    José João Juan Julian Justin Jürgen Karim Karl Keith Ken Kenneth Kevin Kieran Klaus
    Kurt Kyle Larry Lars Laurence Laurent Leo Leon Leonard Leonardo Leroy Lewis Liam
    Lionel Lorenzo Louis Luca Lucas Luis Luiz Luke Magnus Mahmoud Malcolm Manuel Marc
    Marcel Marco Marcos Marcus Mario Mark Martin Marty Marvin Massimo Mateo Matt Matteo
    Matthew Maurice Max Mehdi Michael Miguel Mike Mikhail Mikko Mitch Mitchell Mohamed
    Mohammad Mohammed Muhammad Mustafa Nasser Nathan Nathaniel Neal Neil Nelson Niall
    Nicholas Nick Nicolas Nigel Nikolai Nils Noah Norbert Norman Olaf Oleg Oleksandr
    Oliver Olivier Omar Oscar Otto Owen Pablo Paolo Patrick Paul Paulo Pavel Pedro Peter
    Phil Philip Phillip Pierre Piotr Rafael Rahul Rajiv Ralf Ralph Ramon Randall Randy
    Raul Ravi Ray Raymond Rhys Ricardo Richard Rick Ricky Rob Robert Roberto Rodney
    Rodrigo Roger Roland Rolf Ron Ronald Ross Roy Rubén Rudy Rupert Russell Ryan Sam
    Samir Samuel Sanjay Scott Sean Sebastian Sergei Sergey Sergio Seth Shane Shaun
    Sidney Silvio Simon Spencer Stan Stanley Stefan Stephen Steve Steven Stuart Stéphane
    Sven Tariq Ted Terry Theodore Thierry Thomas Tim Timothy Toby Todd Tom Tomasz Tommy
    Tomás Tony Travis Trevor Tyler Uwe Victor Vijay Viktor Vincent Vladimir Václav
    Walter Warren Wayne Wilbur Will William Wolfgang Xavier Yusuf Yves Zachary Ángel
    Étienne
""".split()
)
SHE = frozenset(
    """
    Abigail Adriana Agnes Agnieszka Aisha Alexandra Alexis Alice Alicia Alison Allison
    Amanda Amber Amelia Amy Ana Andrea Angela Angelina Anita Anjali Ann Anna Anne
    Annette Ashley Astrid Audrey Barbara Beatrice Beatrix Becky Bernadette Beth Betsy
    Betty Beverly Birgit Bonnie Brenda Bridget Brigitte Carla Carly Carmen Carol Carole
    Carolina Caroline Carolyn Carrie Catherine Cathy Cecile Cecilia Celeste Charlotte
    Chelsea Cheryl Chiara Chloe Christina Christine Cindy Claire Clara Claudia Claudine
    Connie Courtney Cynthia Danielle Daphne Debbie Deborah Denise Diana Diane Donna
    Doris Dorothy Edith Eileen Elaine Eleanor Elena Elizabeth Ella Ellen Elsie Emily
    Emma Erica Erin Esther Eva Evelyn Fatima Federica Felicia Felicity Fiona Florence
    Frances Francesca Françoise Gabriela Gail Gemma Georgia Geraldine Gillian Gina
    Giorgia Giulia Gladys Gloria Grace Greta Gretchen Gwen Gwendolyn Hannah Harriet
    Hazel Heather Heidi Heike Helen Helena Hilary Hilda Hillary Holly Hélène Ida Imogen
    Indira Ines Ingrid Inés Irene Irina Iris Isabel Isabella Jackie Jacqueline Jane
    Janet Janice Jasmine Jean Jeanette Jeanne Jenna Jennifer Jenny Jessica Jill Jo Joan
    Joanna Joanne Jocelyn Joni Josephine Joyce Judith Judy Julia Juliana Julie Juliet
    Kaja Karen Karin Karina Katarzyna Kate Katherine Kathleen Kathryn Kathy Katie Kayla
    Khadija Kimberly Kirsten Kirsty Kristen Kristin Kristina Lara Laura Lauren Laurie
    Leah Leila Lena Linda Lisa Liz Lois Loretta Lorraine Louisa Louise Lucia Lucy Lucía
    Lydia Lynn Mabel Madeleine Maggie Margaret Maria Mariam Mariana Marianne Marie
    Marilyn Marina Marjorie Marlene Martha Mary Maryam Maud Maureen Maxine Melanie
    Melinda Melissa Mercedes Meredith Michaela Michele Michelle Miranda Miriam Molly
    Mona Monica Monika Nadia Naoko Naomi Natalia Natalie Natasha Nicola Nicole Nikki
    Nina Nora Norma Oksana Olena Olga Olivia Orla Paige Pamela Paola Patricia Patty
    Paula Pauline Peggy Penelope Petra Philippa Phoebe Phyllis Pilar Polly Priscilla
    Priya Rachel Ramona Rebecca Regina Renee Rhiannon Rita Roberta Robyn Rosa Rosalind
    Rose Roxanne Ruth Sabine Sabrina Sally Samantha Samira Sandra Sanna Sara Sarah
    Sharon Sheila Shelley Shirley Silvia Simone Sinead Siobhan Sofia Sonia Sophia Sophie
    Stacey Stella Stephanie Sue Susan Susana Susanne Suzanne Svetlana Sylvia Tamara
    Tammy Tanya Tara Tatiana Teresa Tessa Theresa Tiffany Tina Tracy Ursula Ute
    Valentina Valerie Vanessa Vera Veronica Victoria Viola Virginia Vivian Wanda Wendy
    Whitney Wilma Winnie Yasmin Yolanda Yulia Yvette Yvonne Zoe Zuzana Élise
""".split()
)
HE_AS_WELL = frozenset(
    """
    Abdel Abdou Abdul Abdullah Abhishek Abraham Adebayo Aditya Agustín Ahmad Ajay
    Akash Akhilesh Al Alastair Aleksandr Alfonso Alhassan Alistair Alun Amitabh
    Anand Andriy Angelo Anil Antonin Antony Anwar Arvind Ash Ashok Ashraf Ayodele
    Babajide Babatunde Bambang Baptiste Barack Bashar Beau Bilal Bobby Boubacar
    Bradley Cheikh Chester Chidi Chinedu Chuck Chukwuma Ciarán Cillian Clark Clay
    Clifford Clyde Conor Cristiano Cyprian Dale Daniele Dante Darragh Declan Deepak
    Desmond Devendra Diarmuid Dick Didier Dinesh Dmitry Dmytro Donal Donnie Earl
    Ebrahim Ehud Eitan Elijah Emeka Emlyn Eoin Ernest Ezekiel Faisal Farhan Farouk
    Fionn Franklin Fumio Garrett Gaurav Gene Gethin Gilad Giorgos Godfrey Godwin
    Gopal Gustavo Hamid Hamish Hamza Harrison Haruna Hiroki Hiroshi Ibrahima Idris
    Imad Imran Ishaan Jarek Jarosław Javed Jean-Luc Jeb Joko Jomo Joris Julio Kaito
    Kamal Karan Karl-Heinz Kazuo Keir Kenji Kenta Khalid Kofi Kwame Lachlan Lawrence
    Lech Lindani Lindsey Lloyd Lyndon Maksym Mandla Manmohan Marshall Mason Masoud
    Maxim Merrick Michał Mitt Mohan Morris Mukesh Musa Mykola Naftali Narendra Nate
    Naveen Neeraj Newt Nikhil Nitin Norm Obinna Olumide Oluwaseun Omari Osama Osman
    Padraig Pankaj Pekka Pete Petr Petro Piet Prakash Pranav Praveen Raghav Rajnath
    Rakesh Rand Ranil Rashid Recep Reed Reince Rich Rishi Robby Rodolfo Rohan Rohit
    Ruairi Ruan Rudolph Russ Sachin Sadiq Said Salman Salvador Samuele Sandeep
    Santiago Satoshi Seamus Serhiy Shashi Sheldon Sherrod Shimon Shinzo Sibusiso
    Sipho Sizwe Stewart Sunil Suresh Sushil Syed Tad Takeshi Tendai Terrence Thabo
    Themba Thiago Trey Tunde Uhuru Usman Vernon Vikas Vin Vinod Vitali Volodymyr
    Wang Wendell Wesley Willie Xi Yaakov Yair Yash Yasser Yoshihide Yousef Yuri Zach
    Zayd
""".split()
)
SHE_AS_WELL = frozenset(
    """
    Aaliyah Abena Adaeze Aditi Adwoa Ailsa Akua Alexandria Amara Amina Ananya
    Angelica Angharad Angie Aniela Annie Antonella Aoife April Arundhati Ashwini
    Atsuko Aung Ayanda Ayesha Ayumi Babita Bella Bernice Bethany Brittany Bronwen
    Bukola Busisiwe Camila Candice Caoimhe Carys Cerys Chanel Chiamaka Chioma
    Clodagh Colleen Constance Consuelo Crystal Daisy Darlene Dawn Deb Debra Deepa
    Deepika Deirdre Dianne Dilma Divya Dolores Dora Efua Elif Enid Esperanza Faith
    Farida Fatou Fatoumata Folake Funmi Ghada Gilda Ginevra Ginny Golda Greet
    Gráinne Habiba Hadiza Halima Hanan Haruka Hina Huma Ilhan Imelda Iryna Isha
    Ivanka Ivy Jacinda Jacqui Jemima Jen Juanita June Kamala Kanimozhi Katharine
    Katrina Kavita Kavya Keiko Kelli Kellyanne Khadijah Khanyi Lakshmi Lerato Lesya
    Leyla Lila Lillian Lily Lindiwe Lupita Mahua Mairi Malala Mamata Marcia Marine
    Marjolein Maryse Mayawati Małgorzata Mbali Meera Megan Meghan Megyn Mehbooba Mei
    Melania Mette Michiko Mildred Morag Muriel Naledi Nancy Nandini Natalya Nell
    Niamh Nirmala Njeri Nkechi Nomvula Noor Nthabiseng Nusrat Oprah Palesa Paloma
    Penny Phumzile Pratibha Preeti Priyanka Radha Rashida Razia Rekha Renuka Rhonda
    Rihanna Rosemary Rukhsana Sakura Saoirse Selena Shabana Shabnam Shanthi Shelly
    Sheryl Shreya Sibongile Simran Sindisiwe Smriti Soraya Sunita Sushma Suu
    Sviatlana Svitlana Swati Ségolène Tamsin Thandi Thandiwe Thuli Tsai Usha
    Vaishali Vasundhara Violet Wambui Wanjiku Winifred Yasmine Yewande Yoko Yuki
    Zainab Zanele Zeinab Zodwa Zuleikha
""".split()
)
"""The cleaner ignores the names in HE_AS_WELL and SHE_AS_WELL where the name is its only
evidence of a person: many are also a word, a town or a family name ("Faith", "Chester",
"Clark"), and others are rare in bylines."""
